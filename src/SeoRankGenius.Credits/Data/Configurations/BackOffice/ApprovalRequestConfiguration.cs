using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.BackOffice;

internal sealed class ApprovalRequestConfiguration : IEntityTypeConfiguration<ApprovalRequest>
{
    public void Configure(EntityTypeBuilder<ApprovalRequest> builder)
    {
        builder.ToTable(table =>
        {
            table.HasTrigger(TriggerNames.DecidedStays);
            table.HasEnumCheck<ApprovalKind>("CK_ApprovalRequests_Kind", "Kind");
            table.HasEnumCheck<ApprovalStatus>("CK_ApprovalRequests_Status", "Status");
            table.HasCheckConstraint(
                "CK_ApprovalRequests_TwoPeople",
                """ "DecidedById" IS NULL OR "DecidedById" <> "AskedById" OR "Status" = 'Withdrawn' """.Trim());
            table.HasCheckConstraint(
                "CK_ApprovalRequests_Decided",
                """
                ("Status" = 'Waiting' AND "DecidedById" IS NULL AND "DecidedAt" IS NULL)
                OR ("Status" <> 'Waiting' AND "DecidedById" IS NOT NULL AND "DecidedAt" IS NOT NULL)
                """);
            table.HasCheckConstraint(
                "CK_ApprovalRequests_Asked",
                """
                ("Kind" = 'Adjustment' AND "PoolId" IS NOT NULL AND "Credits" <> 0)
                OR ("Kind" = 'Transfer' AND "PoolId" IS NOT NULL AND "ToPoolId" IS NOT NULL
                    AND "PoolId" <> "ToPoolId" AND "Credits" > 0)
                OR ("Kind" = 'Undo' AND "ReversesId" IS NOT NULL)
                OR ("Kind" = 'Refund' AND "AmountMinor" > 0 AND ("PurchaseId" IS NOT NULL OR "InvoiceId" IS NOT NULL))
                """);
        });
        builder.Property(row => row.Kind).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Status).HasMaxLength(Lengths.Code).IsConcurrencyToken();
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Sentence).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.Reference).HasMaxLength(100);
        builder.Property(row => row.AskedBy).HasMaxLength(Lengths.Name);
        builder.Property(row => row.DecidedBy).HasMaxLength(Lengths.Name);
        builder.Property(row => row.DecisionNote).HasMaxLength(Lengths.Sentence);
        builder.HasIndex(row => new { row.Status, row.AskedAt });
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<Pool>().WithMany().HasForeignKey(row => row.PoolId);
        builder.HasOne<Pool>().WithMany().HasForeignKey(row => row.ToPoolId);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
        builder.HasOne<PlanInvoice>().WithMany().HasForeignKey(row => row.InvoiceId);
        builder.Property(row => row.InvoiceId).HasMaxLength(Lengths.Id);
        builder.HasOne<LedgerTransaction>().WithMany().HasForeignKey(row => row.ReversesId);
    }
}
