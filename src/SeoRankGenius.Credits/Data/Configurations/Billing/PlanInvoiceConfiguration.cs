using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class PlanInvoiceConfiguration : IEntityTypeConfiguration<PlanInvoice>
{
    public void Configure(EntityTypeBuilder<PlanInvoice> builder)
    {
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("CK_PlanInvoices_Credits", "\"Credits\" >= 0");
            table.HasCheckConstraint("CK_PlanInvoices_Period", "\"EndsAt\" > \"StartsAt\"");
            table.HasCheckConstraint(
                "CK_PlanInvoices_Returned",
                """ "PaidMinor" >= 0 AND "RefundedMinor" >= 0 AND "DisputedMinor" >= 0 """.Trim());
            table.HasCheckConstraint(
                "CK_PlanInvoices_CreditsTaken",
                """
                "CreditsTaken" >= 0 AND "Shortfall" >= 0 AND "CreditsTaken" + "Shortfall" <= "Credits"
                AND "Unearned" >= 0 AND "Unearned" <= "Credits"
                """);
        });
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.SubscriptionId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.StripePaymentIntentId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Plan).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Currency).HasMaxLength(Lengths.Currency);
        builder.HasIndex(row => row.StripePaymentIntentId);
        builder.HasIndex(row => row.StartsAt, "IX_PlanInvoices_Shortfall").HasFilter("\"Shortfall\" > 0");
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<Subscription>().WithMany().HasForeignKey(row => row.SubscriptionId);
        builder.Ignore(row => row.PoolId);
        builder.Ignore(row => row.Cause);
        builder.Ignore(row => row.CreditsOwed);
        builder.Ignore(row => row.IsCredited);
        builder.Ignore(row => row.Key);
        builder.Ignore(row => row.Source);
        builder.Ignore(row => row.RefundableMinor);
    }
}
