using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<RefundStatus>("CK_Refunds_Status", "Status");
            table.HasCheckConstraint("CK_Refunds_AmountMinor", "\"AmountMinor\" > 0");
        });
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
    }
}
