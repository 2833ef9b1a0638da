using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SeoRankGenius.Credits.Data.Configurations.Licensing;

internal sealed class LicenseConfiguration : IEntityTypeConfiguration<License>
{
    public void Configure(EntityTypeBuilder<License> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<LicenseStatus>("CK_Licenses_Status", "Status");
            table.HasCheckConstraint("CK_Licenses_SiteLimit", "\"SiteLimit\" >= 1");
            table.HasCheckConstraint(
                "CK_Licenses_ResumesAs",
                """
                "ResumesAs" IS NULL
                OR ("Status" = 'Suspended' AND "ResumesAs" IN ('Active', 'Trialing', 'PastDue', 'Canceled'))
                """);
        });
        builder.Property(row => row.KeyHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.KeyHint).HasMaxLength(4);
        builder.Property(row => row.Plan).HasMaxLength(Lengths.Code);
        builder.HasIndex(row => row.KeyHash).IsUnique();
        builder.Property(row => row.StripeCustomerId).HasMaxLength(Lengths.Id);
        builder.HasIndex(row => row.CreatedAt);
        builder.HasIndex(row => row.StripeCustomerId).IsUnique().HasFilter("\"StripeCustomerId\" IS NOT NULL");
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
