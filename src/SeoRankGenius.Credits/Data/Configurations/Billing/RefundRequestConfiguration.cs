using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class RefundRequestConfiguration : IEntityTypeConfiguration<RefundRequest>
{
    public void Configure(EntityTypeBuilder<RefundRequest> builder)
    {
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("CK_RefundRequests_AmountMinor", "\"AmountMinor\" > 0");
            table.HasCheckConstraint(
                "CK_RefundRequests_Source",
                """
                ("PurchaseId" IS NULL AND "InvoiceId" IS NOT NULL) OR ("PurchaseId" IS NOT NULL AND "InvoiceId" IS NULL)
                """);
        });
        builder.Property(row => row.InvoiceId).HasMaxLength(Lengths.Id);
        builder.Ignore(row => row.Source);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Code);
        builder.Property(row => row.RequestedBy).HasMaxLength(Lengths.Code);
        builder.Property(row => row.StripeRefundId).HasMaxLength(Lengths.Id);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
        builder.HasOne<PlanInvoice>().WithMany().HasForeignKey(row => row.InvoiceId);
    }
}
