using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Data;

/// <summary>The schema of automatic top-ups. Called by <see cref="BillingSchema"/>.</summary>
internal static class TopUpSchema
{
    private const int Id = 255, Code = 40, Words = 1000, Last4 = 4;

    public static void Build(ModelBuilder builder) => builder.Entity<AutoTopUp>(AutoTopUp);

    private static void AutoTopUp(EntityTypeBuilder<AutoTopUp> topUp)
    {
        topUp.ToTable(table =>
        {
            table.HasCheckConstraint("CK_AutoTopUps_State", Schema.OneOf<AutoTopUpState>("State"));
            table.HasCheckConstraint("CK_AutoTopUps_Trouble", Schema.OneOf<AutoTopUpProblem>("Trouble"));
            table.HasCheckConstraint(
                "CK_AutoTopUps_Pool", """ "PoolId" = "LicenseId" OR "PoolId" = "SiteId" """.Trim());
            table.HasCheckConstraint(
                "CK_AutoTopUps_Terms",
                """
                "Threshold" >= 1 AND "Threshold" <= "Credits" AND "PriceCents" > 0
                AND "MonthlyLimitCents" >= "PriceCents"
                """);
            table.HasCheckConstraint("CK_AutoTopUps_Consent", "\"Consent\" <> ''");
            table.HasCheckConstraint("CK_AutoTopUps_Declines", """ "Declines" >= 0 AND "Declines" <= 3 """.Trim());
            table.HasCheckConstraint(
                "CK_AutoTopUps_Steps",
                """
                ("State" <> 'On' OR ("PaymentMethodId" IS NOT NULL AND "Declines" < 3))
                AND ("State" <> 'Waiting' OR ("SetUpPurchaseId" IS NOT NULL AND "PaymentMethodId" IS NULL))
                AND ("State" <> 'Stopped' OR ("Trouble" IS NOT NULL AND "Trouble" <> 'MonthlyLimit'))
                AND ("IsMailDue" = 0 OR "Trouble" IS NOT NULL)
                """);
        });
        topUp.HasKey(row => row.PoolId);
        topUp.Property(row => row.PoolId).ValueGeneratedNever();
        topUp.Property(row => row.Pack).HasMaxLength(Code);
        topUp.Property(row => row.Currency).HasMaxLength(3);
        topUp.Property(row => row.Consent).HasMaxLength(Words);
        topUp.Property(row => row.PaymentMethodId).HasMaxLength(Id);
        topUp.Property(row => row.CardBrand).HasMaxLength(Code);
        topUp.Property(row => row.CardLast4).HasMaxLength(Last4);
        topUp.Property(row => row.Version).IsConcurrencyToken();
        topUp.Ignore(row => row.Terms);
        topUp.Ignore(row => row.Kind);
        topUp.HasIndex(row => row.NotBefore, "IX_AutoTopUps_On").HasFilter("\"State\" = 'On'");
        topUp.HasIndex(row => row.SetUpPurchaseId, "IX_AutoTopUps_Waiting").HasFilter("\"State\" = 'Waiting'");
        topUp.HasIndex(row => row.TroubleAt, "IX_AutoTopUps_Mail").HasFilter("\"IsMailDue\" = 1");
        topUp.HasOne<Pool>().WithOne().HasForeignKey<AutoTopUp>(row => row.PoolId).OnDelete(DeleteBehavior.Restrict);
        topUp.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        topUp.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
        topUp.HasOne<User>().WithMany().HasForeignKey(row => row.ConsentBy).OnDelete(DeleteBehavior.Restrict);
        topUp.HasOne<Purchase>().WithMany().HasForeignKey(row => row.SetUpPurchaseId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
