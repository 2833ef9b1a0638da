using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Data;

/// <summary>The schema of payments and of what became of them. Called by <see cref="Schema"/>.</summary>
internal static class BillingSchema
{
    private const int Id = 255, Code = 40, Sentence = 500;

    public static void Build(ModelBuilder builder)
    {
        builder.Entity<Purchase>(Purchase);
        builder.Entity<StoredEvent>(StoredEvent);
        builder.Entity<Refund>(Refund);
        builder.Entity<Dispute>(Dispute);
        builder.Entity<ReconciliationReport>(ReconciliationReport);
        PlanSchema.Build(builder);
        TopUpSchema.Build(builder);
    }

    private static void Purchase(EntityTypeBuilder<Purchase> purchase)
    {
        purchase.ToTable(table =>
        {
            table.HasCheckConstraint("CK_Purchases_Status", Schema.OneOf<PurchaseStatus>("Status"));
            table.HasCheckConstraint("CK_Purchases_Kind", Schema.OneOf<PurchaseKind>("Kind"));
            table.HasCheckConstraint(
                "CK_Purchases_TopUp",
                """
                ("Kind" = 'Checkout' AND "TopUpPoolId" IS NULL) OR ("Kind" <> 'Checkout' AND "TopUpPoolId" IS NOT NULL
                    AND "TopUpPoolId" = CASE "Pool" WHEN 'Domain' THEN "SiteId" ELSE "LicenseId" END)
                """);
            table.HasCheckConstraint(
                "CK_Purchases_Automatic",
                """
                ("Kind" = 'Automatic' AND "PaymentMethodId" IS NOT NULL AND "StripeSessionId" IS NULL)
                OR ("Kind" <> 'Automatic' AND "PaymentMethodId" IS NULL)
                """);
            table.HasCheckConstraint("CK_Purchases_Credits", "\"Credits\" > 0");
            table.HasCheckConstraint("CK_Purchases_PriceCents", "\"PriceCents\" > 0");
            table.HasCheckConstraint(
                "CK_Purchases_Returned",
                """ "PaidCents" >= 0 AND "RefundedCents" >= 0 AND "DisputedCents" >= 0 """.Trim());
            table.HasCheckConstraint(
                "CK_Purchases_CreditsTaken",
                """ "CreditsTaken" >= 0 AND "Shortfall" >= 0 AND "CreditsTaken" + "Shortfall" <= "Credits" """.Trim());
        });
        purchase.Property(row => row.Id).ValueGeneratedNever();
        purchase.Property(row => row.Pack).HasMaxLength(Code);
        purchase.Property(row => row.Currency).HasMaxLength(3);
        purchase.Property(row => row.Reason).HasMaxLength(Sentence);
        purchase.Property(row => row.StripeSessionId).HasMaxLength(Id);
        purchase.Property(row => row.StripePaymentIntentId).HasMaxLength(Id);
        purchase.Property(row => row.PaymentMethodId).HasMaxLength(Id);
        purchase.Property(row => row.Status).IsConcurrencyToken();
        purchase.HasIndex(row => row.StripeSessionId).IsUnique();
        purchase.HasIndex(row => row.StripePaymentIntentId);
        purchase.HasIndex(row => new { row.LicenseId, row.CreatedAt });
        purchase.HasIndex(row => row.CreatedAt, "IX_Purchases_Unsettled")
            .HasFilter("\"Status\" IN ('Open', 'Pending')");
        purchase.HasIndex(row => row.CreatedAt, "IX_Purchases_Shortfall").HasFilter("\"Shortfall\" > 0");
        // A buyer has one open purchase of a pack for a site: a double click makes one session.
        purchase.HasIndex(row => new { row.SiteId, row.BuyerId, row.Pack }).IsUnique()
            .HasFilter("\"Status\" = 'Open' AND \"Kind\" = 'Checkout'").HasDatabaseName("IX_Purchases_OneOpen");
        // A pool has one charge of its saved card under way, and one checkout that saves a card.
        purchase.HasIndex(row => new { row.TopUpPoolId, row.Kind }).IsUnique()
            .HasFilter("\"TopUpPoolId\" IS NOT NULL AND \"Status\" IN ('Open', 'Pending')")
            .HasDatabaseName("IX_Purchases_OneTopUp");
        purchase.HasIndex(row => new { row.LicenseId, row.CreatedAt }, "IX_Purchases_Automatic")
            .HasFilter("\"Kind\" = 'Automatic'");
        purchase.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        purchase.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
        purchase.HasOne<User>().WithMany().HasForeignKey(row => row.BuyerId).OnDelete(DeleteBehavior.Restrict);
        purchase.HasOne<Pool>().WithMany().HasForeignKey(row => row.TopUpPoolId).OnDelete(DeleteBehavior.Restrict);
        purchase.Ignore(row => row.PoolId);
        purchase.Ignore(row => row.Cause);
        purchase.Ignore(row => row.CreditsOwed);
    }

    private static void StoredEvent(EntityTypeBuilder<StoredEvent> payment)
    {
        payment.ToTable(table =>
            table.HasCheckConstraint("CK_StoredEvents_Outcome", Schema.OneOf<EventOutcome>("Outcome")));
        payment.Property(row => row.Id).HasMaxLength(Id);
        payment.Property(row => row.Type).HasMaxLength(Id);
        payment.Property(row => row.ApiVersion).HasMaxLength(Id);
        payment.Property(row => row.ObjectId).HasMaxLength(Id);
        payment.Property(row => row.Reason).HasMaxLength(Sentence);
        payment.HasIndex(row => row.ObjectId);
        payment.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        payment.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Refund(EntityTypeBuilder<Refund> refund)
    {
        refund.ToTable(table =>
        {
            table.HasCheckConstraint("CK_Refunds_Status", Schema.OneOf<RefundStatus>("Status"));
            table.HasCheckConstraint("CK_Refunds_AmountCents", "\"AmountCents\" > 0");
        });
        refund.Property(row => row.Id).HasMaxLength(Id);
        refund.Property(row => row.Reason).HasMaxLength(Sentence);
        refund.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Dispute(EntityTypeBuilder<Dispute> dispute)
    {
        dispute.ToTable(table =>
        {
            table.HasCheckConstraint("CK_Disputes_Status", Schema.OneOf<DisputeStatus>("Status"));
            table.HasCheckConstraint(
                "CK_Disputes_Cents",
                """ "AmountCents" >= 0 AND "ReinstatedCents" >= 0 AND "ReinstatedCents" <= "WithdrawnCents" """.Trim());
        });
        dispute.Property(row => row.Id).HasMaxLength(Id);
        dispute.Property(row => row.Reason).HasMaxLength(Sentence);
        dispute.Ignore(row => row.HeldCents);
        dispute.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void ReconciliationReport(EntityTypeBuilder<ReconciliationReport> proof)
    {
        proof.HasKey(row => row.Day);
        proof.Ignore(row => row.Agrees);
    }
}
