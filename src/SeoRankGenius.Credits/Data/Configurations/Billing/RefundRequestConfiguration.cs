using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class RefundRequestConfiguration : IEntityTypeConfiguration<RefundRequest>
{
    public void Configure(EntityTypeBuilder<RefundRequest> builder)
    {
        builder.ToTable(table => table.HasCheckConstraint("CK_RefundRequests_AmountMinor", "\"AmountMinor\" > 0"));
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Code);
        builder.Property(row => row.RequestedBy).HasMaxLength(Lengths.Code);
        builder.Property(row => row.StripeRefundId).HasMaxLength(Lengths.Id);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
    }
}
