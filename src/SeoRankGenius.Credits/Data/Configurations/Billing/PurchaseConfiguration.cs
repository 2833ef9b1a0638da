using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class PurchaseConfiguration : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> builder)
    {
        builder.ToTable(table =>
        {
            table.HasTrigger(TriggerNames.TestSiteBuysNothing);
            table.HasEnumCheck<PurchaseStatus>("CK_Purchases_Status", "Status");
            table.HasEnumCheck<PurchaseKind>("CK_Purchases_Kind", "Kind");
            table.HasCheckConstraint(
                "CK_Purchases_TopUp",
                """
                ("Kind" = 'Checkout' AND "TopUpPoolId" IS NULL) OR ("Kind" <> 'Checkout' AND "TopUpPoolId" IS NOT NULL
                    AND ("TopUpPoolId" = "SiteId" OR "TopUpPoolId" = "LicenseId"))
                """);
            table.HasCheckConstraint(
                "CK_Purchases_Automatic",
                """
                ("Kind" = 'Automatic' AND "PaymentMethodId" IS NOT NULL AND "StripeSessionId" IS NULL)
                OR ("Kind" <> 'Automatic' AND "PaymentMethodId" IS NULL)
                """);
            table.HasCheckConstraint("CK_Purchases_Credits", "\"Credits\" > 0");
            table.HasCheckConstraint("CK_Purchases_PriceMinor", "\"PriceMinor\" > 0");
            table.HasCheckConstraint(
                "CK_Purchases_Returned",
                """ "PaidMinor" >= 0 AND "RefundedMinor" >= 0 AND "DisputedMinor" >= 0 """.Trim());
            table.HasCheckConstraint(
                "CK_Purchases_CreditsTaken",
                """ "CreditsTaken" >= 0 AND "Shortfall" >= 0 AND "CreditsTaken" + "Shortfall" <= "Credits" """.Trim());
        });
        builder.Property(row => row.Pack).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Currency).HasMaxLength(Lengths.Currency);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.StripeSessionId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.StripePaymentIntentId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.PaymentMethodId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Status).IsConcurrencyToken();
        builder.HasIndex(row => row.StripeSessionId).IsUnique();
        builder.HasIndex(row => row.StripePaymentIntentId);
        builder.HasIndex(row => new { row.LicenseId, row.CreatedAt });
        builder.HasIndex(row => row.CreatedAt, "IX_Purchases_Unsettled")
            .HasFilter("\"Status\" IN ('Open', 'Pending')");
        builder.HasIndex(row => row.CreatedAt, "IX_Purchases_Shortfall").HasFilter("\"Shortfall\" > 0");
        // One open purchase per buyer, site and pack: a double click creates one session.
        builder.HasIndex(row => new { row.SiteId, row.BuyerId, row.Pack }).IsUnique()
            .HasFilter("\"Status\" = 'Open' AND \"Kind\" = 'Checkout'").HasDatabaseName("IX_Purchases_OneOpen");
        // At most one charge of the saved card, and one checkout that saves a card, in progress per pool.
        builder.HasIndex(row => new { row.TopUpPoolId, row.Kind }).IsUnique()
            .HasFilter("\"TopUpPoolId\" IS NOT NULL AND \"Status\" IN ('Open', 'Pending')")
            .HasDatabaseName("IX_Purchases_OneTopUp");
        builder.HasIndex(row => new { row.LicenseId, row.CreatedAt }, "IX_Purchases_Automatic")
            .HasFilter("\"Kind\" = 'Automatic'");
        builder.HasIndex(row => row.CreatedAt);
        builder.HasIndex(row => new { row.Status, row.CreatedAt });
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.BuyerId);
        builder.HasOne<Pool>().WithMany().HasForeignKey(row => row.TopUpPoolId);
        builder.Ignore(row => row.PoolId);
        builder.Ignore(row => row.Cause);
        builder.Ignore(row => row.CreditsOwed);
        builder.Ignore(row => row.IsCredited);
        builder.Ignore(row => row.Key);
        builder.Ignore(row => row.Source);
        builder.Ignore(row => row.RefundableMinor);
    }
}
