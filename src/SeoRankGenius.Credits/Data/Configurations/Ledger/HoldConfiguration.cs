using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SeoRankGenius.Credits.Data.Configurations.Ledger;

internal sealed class HoldConfiguration : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<HoldStatus>("CK_Holds_Status", "Status");
            table.HasCheckConstraint(
                "CK_Holds_Held", """ "Domain" >= 0 AND "Shared" >= 0 AND "Domain" + "Shared" > 0 """.Trim());
            table.HasCheckConstraint(
                "CK_Holds_Captured", """ "Captured" >= 0 AND "Captured" <= "Domain" + "Shared" """.Trim());
        });
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Feature).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Status).IsConcurrencyToken();
        builder.HasIndex(row => new { row.LicenseId, row.CreatedAt });
        builder.HasIndex(row => row.ExpiresAt).HasFilter("\"Status\" = 'Open'").HasDatabaseName("IX_Holds_Open");
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(row => row.Held);
        builder.Ignore(row => row.Charged);
    }
}
