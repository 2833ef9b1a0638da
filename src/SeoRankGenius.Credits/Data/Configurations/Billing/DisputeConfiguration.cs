using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class DisputeConfiguration : IEntityTypeConfiguration<Dispute>
{
    public void Configure(EntityTypeBuilder<Dispute> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<DisputeStatus>("CK_Disputes_Status", "Status");
            table.HasCheckConstraint(
                "CK_Disputes_Amounts",
                """ "AmountMinor" >= 0 AND "ReinstatedMinor" >= 0 AND "ReinstatedMinor" <= "WithdrawnMinor" """.Trim());
        });
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.Ignore(row => row.HeldMinor);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
    }
}
