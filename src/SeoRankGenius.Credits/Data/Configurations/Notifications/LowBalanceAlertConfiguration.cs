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
        });
        builder.HasKey(row => row.SiteId);
        builder.Property(row => row.IsArmed).IsConcurrencyToken();
        builder.HasIndex(row => row.CrossedAt).HasFilter("\"IsMailDue\" = 1")
            .HasDatabaseName("IX_LowBalanceAlerts_Due");
        builder.HasOne<Site>().WithOne().HasForeignKey<LowBalanceAlert>(row => row.SiteId);
    }
}
