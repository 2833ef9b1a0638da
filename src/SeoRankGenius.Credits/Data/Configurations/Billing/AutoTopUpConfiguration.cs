using SeoRankGenius.Credits.Billing.AutoTopUps;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class AutoTopUpConfiguration : IEntityTypeConfiguration<AutoTopUp>
{
    public void Configure(EntityTypeBuilder<AutoTopUp> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<AutoTopUpState>("CK_AutoTopUps_State", "State");
            table.HasEnumCheck<AutoTopUpProblem>("CK_AutoTopUps_Problem", "Problem");
            table.HasCheckConstraint(
                "CK_AutoTopUps_Pool", """ "PoolId" = "LicenseId" OR "PoolId" = "SiteId" """.Trim());
            table.HasCheckConstraint(
                "CK_AutoTopUps_Terms",
                """
                "Threshold" >= 1 AND "Threshold" <= "Credits" AND "PriceMinor" > 0
                AND "MonthlyLimitMinor" >= "PriceMinor"
                """);
            table.HasCheckConstraint("CK_AutoTopUps_Consent", "\"Consent\" <> ''");
            table.HasCheckConstraint("CK_AutoTopUps_Declines", """ "Declines" >= 0 AND "Declines" <= 3 """.Trim());
            table.HasCheckConstraint(
                "CK_AutoTopUps_Steps",
                """
                ("State" <> 'On' OR ("PaymentMethodId" IS NOT NULL AND "Declines" < 3))
                AND (("PaymentMethodId" IS NULL AND "CardSavedAt" IS NULL)
                    OR ("PaymentMethodId" IS NOT NULL AND "CardSavedAt" IS NOT NULL))
                AND ("State" <> 'Waiting' OR ("SetUpPurchaseId" IS NOT NULL AND "PaymentMethodId" IS NULL))
                AND ("State" <> 'Stopped' OR ("Problem" IS NOT NULL AND "Problem" <> 'MonthlyLimit'))
                AND ("IsMailDue" = 0 OR "Problem" IS NOT NULL)
                """);
        });
        builder.HasKey(row => row.PoolId);
        builder.Property(row => row.Pack).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Currency).HasMaxLength(Lengths.Currency);
        builder.Property(row => row.Consent).HasMaxLength(1000);
        builder.Property(row => row.PaymentMethodId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.CardBrand).HasMaxLength(Lengths.Code);
        builder.Property(row => row.CardLast4).HasMaxLength(4);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Ignore(row => row.Terms);
        builder.Ignore(row => row.Kind);
        builder.HasIndex(row => row.NotBefore, "IX_AutoTopUps_On").HasFilter("\"State\" = 'On'");
        builder.HasIndex(row => row.SetUpPurchaseId, "IX_AutoTopUps_Waiting").HasFilter("\"State\" = 'Waiting'");
        builder.HasIndex(row => row.ProblemAt, "IX_AutoTopUps_Mail").HasFilter("\"IsMailDue\" = 1");
        builder.HasOne<Pool>().WithOne().HasForeignKey<AutoTopUp>(row => row.PoolId);
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.ConsentBy);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.SetUpPurchaseId);
    }
}
