using SeoRankGenius.Credits.Usage;

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
        builder.Property(row => row.Feature).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Status).IsConcurrencyToken();
        builder.Property(row => row.ExpiresAt).IsConcurrencyToken();
        builder.HasIndex(row => new { row.LicenseId, row.CreatedAt });
        builder.HasIndex(row => row.ExpiresAt).HasFilter("\"Status\" = 'Open'").HasDatabaseName("IX_Holds_Open");
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId);
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.Ignore(row => row.Held);
        builder.Ignore(row => row.Charged);
    }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.HasKey(row => new { row.SiteId, row.Key });
        builder.Property(row => row.Key).HasMaxLength(Lengths.Id);
        builder.Property(row => row.RequestHash).HasMaxLength(Lengths.Hash);
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId);
    }
}

internal sealed class SiteLimitConfiguration : IEntityTypeConfiguration<SiteLimit>
{
    public void Configure(EntityTypeBuilder<SiteLimit> builder)
    {
        builder.ToTable(table =>
        {
            // A cap is never exceeded: what was used before a lower cap was set is the limit of that month.
            table.HasCheckConstraint(
                "CK_SiteLimits_Used",
                """
                "Used" >= 0 AND (("Cap" IS NULL AND "MonthLimit" IS NULL AND "Used" = 0)
                    OR ("Cap" >= 0 AND "MonthLimit" >= "Cap" AND "Used" <= "MonthLimit"))
                """);
        });
        builder.HasKey(row => row.SiteId);
        builder.HasOne<Site>().WithOne().HasForeignKey<SiteLimit>(row => row.SiteId);
    }
}
