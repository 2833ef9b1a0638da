using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Notifications;

namespace SeoRankGenius.Credits.Data;

/// <summary>The alerts' part of the schema. Called by <see cref="Schema"/>.</summary>
internal static class AlertSchema
{
    public static void Build(ModelBuilder builder) => builder.Entity<LowBalanceAlert>(LowBalanceAlert);

    private static void LowBalanceAlert(EntityTypeBuilder<LowBalanceAlert> alert)
    {
        alert.ToTable(table =>
        {
            table.HasCheckConstraint(
                "CK_LowBalanceAlerts_Threshold", """ "Threshold" >= 0 AND "Threshold" <= 1000000 """.Trim());
            table.HasCheckConstraint(
                "CK_LowBalanceAlerts_Crossed",
                """
                ("CrossedAt" IS NULL AND "IsMailDue" = 0) OR ("CrossedAt" IS NOT NULL AND "IsArmed" = 0)
                """);
        });
        alert.HasKey(row => row.SiteId);
        alert.Property(row => row.SiteId).ValueGeneratedNever();
        alert.Property(row => row.IsArmed).IsConcurrencyToken();
        alert.Property(row => row.MailTakenAt).IsConcurrencyToken();
        alert.HasIndex(row => row.CrossedAt).HasFilter("\"IsMailDue\" = 1").HasDatabaseName("IX_LowBalanceAlerts_Due");
        alert.HasOne<Site>().WithOne().HasForeignKey<LowBalanceAlert>(row => row.SiteId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
