using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<RefundStatus>("CK_Refunds_Status", "Status");
            table.HasCheckConstraint("CK_Refunds_AmountMinor", "\"AmountMinor\" > 0");
            table.HasCheckConstraint(
                "CK_Refunds_Source",
                """
                ("PurchaseId" IS NULL AND "InvoiceId" IS NOT NULL) OR ("PurchaseId" IS NOT NULL AND "InvoiceId" IS NULL)
                """);
        });
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.InvoiceId).HasMaxLength(Lengths.Id);
        builder.HasOne<PlanInvoice>().WithMany().HasForeignKey(row => row.InvoiceId);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
    }
}
