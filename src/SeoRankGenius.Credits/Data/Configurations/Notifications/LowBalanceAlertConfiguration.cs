using SeoRankGenius.Credits.Notifications;

namespace SeoRankGenius.Credits.Data.Configurations.Notifications;

internal sealed class LowBalanceAlertConfiguration : IEntityTypeConfiguration<LowBalanceAlert>
{
    public void Configure(EntityTypeBuilder<LowBalanceAlert> builder)
    {
        builder.ToTable(table =>
        {
            table.HasCheckConstraint(
                "CK_LowBalanceAlerts_Threshold", """ "Threshold" >= 0 AND "Threshold" <= 1000000 """.Trim());
            table.HasCheckConstraint(
                "CK_LowBalanceAlerts_Crossed",
                """
                ("CrossedAt" IS NULL AND "IsMailDue" = 0) OR ("CrossedAt" IS NOT NULL AND "IsArmed" = 0)
                """);
            table.HasCheckConstraint(
                "CK_LowBalanceAlerts_Below", """ "IsArmed" = 0 OR "Below" IS NOT NULL """.Trim());
        });
        builder.HasKey(row => row.SiteId);
        builder.Property(row => row.IsArmed).IsConcurrencyToken();
        builder.HasIndex(row => row.CrossedAt).HasFilter("\"IsMailDue\" = 1")
            .HasDatabaseName("IX_LowBalanceAlerts_Due");
        // A spend reads the highest threshold of a license's sites: the end of this index.
        builder.HasIndex(row => new { row.LicenseId, row.IsArmed, row.Below });
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<Site>().WithOne().HasForeignKey<LowBalanceAlert>(row => row.SiteId);
    }
}
