using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Data;

/// <summary>The part of the schema about who owns what. Called by <see cref="Schema"/>.</summary>
internal static class LicensingSchema
{
    private const int Code = 40, Hash = 64, StripeId = 255;

    public static void Build(ModelBuilder builder)
    {
        builder.Entity<License>(License);
        builder.Entity<Site>(Site);
        builder.Entity<LaunchLink>(LaunchLink);
    }

    private static void License(EntityTypeBuilder<License> license)
    {
        license.ToTable(table =>
        {
            table.HasCheckConstraint("CK_Licenses_Status", Schema.OneOf<LicenseStatus>("Status"));
            table.HasCheckConstraint("CK_Licenses_SiteLimit", "\"SiteLimit\" >= 1");
            table.HasCheckConstraint(
                "CK_Licenses_ResumesAs",
                """
                "ResumesAs" IS NULL
                OR ("Status" = 'Suspended' AND "ResumesAs" IN ('Active', 'Trialing', 'PastDue', 'Canceled'))
                """);
        });
        license.Property(row => row.KeyHash).HasMaxLength(Hash);
        license.Property(row => row.KeyHint).HasMaxLength(4);
        license.Property(row => row.Plan).HasMaxLength(Code);
        license.HasIndex(row => row.KeyHash).IsUnique();
        license.Property(row => row.StripeCustomerId).HasMaxLength(StripeId);
        license.HasIndex(row => row.CreatedAt);
        license.HasIndex(row => row.StripeCustomerId).IsUnique().HasFilter("\"StripeCustomerId\" IS NOT NULL");
        license.HasOne<User>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Site(EntityTypeBuilder<Site> site)
    {
        site.Property(row => row.Domain).HasMaxLength(253);
        site.Property(row => row.TokenHash).HasMaxLength(Hash);
        site.HasIndex(row => row.Domain).IsUnique().HasFilter("\"RemovedAt\" IS NULL");
        site.HasIndex(row => row.TokenHash).IsUnique();
        site.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void LaunchLink(EntityTypeBuilder<LaunchLink> link)
    {
        link.HasKey(row => row.CodeHash);
        link.Property(row => row.CodeHash).HasMaxLength(Hash);
        link.Property(row => row.UsedAt).IsConcurrencyToken();
        link.HasIndex(row => row.ExpiresAt);
        link.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}
