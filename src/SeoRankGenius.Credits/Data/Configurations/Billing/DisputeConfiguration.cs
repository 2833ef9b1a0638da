using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;

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
            table.HasCheckConstraint(
                "CK_Disputes_Source",
                """
                ("PurchaseId" IS NULL AND "InvoiceId" IS NOT NULL) OR ("PurchaseId" IS NOT NULL AND "InvoiceId" IS NULL)
                """);
        });
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.Ignore(row => row.HeldMinor);
        builder.Property(row => row.InvoiceId).HasMaxLength(Lengths.Id);
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<PlanInvoice>().WithMany().HasForeignKey(row => row.InvoiceId);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
    }
}
