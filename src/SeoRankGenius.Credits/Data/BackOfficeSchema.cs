using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Data;

/// <summary>The back office's part of the schema. Called by <see cref="Schema"/>.</summary>
internal static class BackOfficeSchema
{
    private const int Code = 40, Name = 256, Sentence = 500, Reference = 100, IpAddress = 45;

    public static void Build(ModelBuilder builder)
    {
        builder.Entity<AuditRecord>(AuditRecord);
        builder.Entity<ApprovalRequest>(ApprovalRequest);
    }

    // No foreign keys, and no CHECK of the action: a record stands whatever becomes of what it is about.
    private static void AuditRecord(EntityTypeBuilder<AuditRecord> record)
    {
        record.ToTable(table => table.HasTrigger(Triggers.AuditIsAppendOnly));
        record.HasKey(row => row.Number);
        record.Property(row => row.Action).HasConversion<string>().HasMaxLength(Code);
        record.Property(row => row.ActorName).HasMaxLength(Name);
        record.Property(row => row.Role).HasMaxLength(Code);
        record.Property(row => row.IpAddress).HasMaxLength(IpAddress);
        record.Property(row => row.Sentence).HasMaxLength(Sentence);
        record.HasIndex(row => new { row.LicenseId, row.Number });
        record.HasIndex(row => new { row.PurchaseId, row.Number });
        record.HasIndex(row => new { row.ActorId, row.Number });
        record.HasIndex(row => new { row.Action, row.Number });
        record.HasIndex(row => row.At);
    }

    private static void ApprovalRequest(EntityTypeBuilder<ApprovalRequest> request)
    {
        request.ToTable(table =>
        {
            table.HasTrigger(Triggers.DecidedStays);
            table.HasCheckConstraint("CK_ApprovalRequests_Kind", Schema.OneOf<ApprovalKind>("Kind"));
            table.HasCheckConstraint("CK_ApprovalRequests_Status", Schema.OneOf<ApprovalStatus>("Status"));
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
                OR ("Kind" = 'Refund' AND "PurchaseId" IS NOT NULL AND "AmountCents" > 0)
                """);
        });
        request.Property(row => row.Id).ValueGeneratedNever();
        request.Property(row => row.Kind).HasConversion<string>().HasMaxLength(Code);
        request.Property(row => row.Status).HasConversion<string>().HasMaxLength(Code).IsConcurrencyToken();
        request.Property(row => row.Reason).HasMaxLength(Code);
        request.Property(row => row.Sentence).HasMaxLength(Sentence);
        request.Property(row => row.Reference).HasMaxLength(Reference);
        request.Property(row => row.AskedBy).HasMaxLength(Name);
        request.Property(row => row.DecidedBy).HasMaxLength(Name);
        request.Property(row => row.DecisionNote).HasMaxLength(Sentence);
        request.HasIndex(row => new { row.Status, row.AskedAt });
        request.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Pool>().WithMany().HasForeignKey(row => row.PoolId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Pool>().WithMany().HasForeignKey(row => row.ToPoolId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Billing.Purchases.Purchase>().WithMany().HasForeignKey(row => row.PurchaseId)
            .OnDelete(DeleteBehavior.Restrict);
        request.HasOne<LedgerTransaction>().WithMany().HasForeignKey(row => row.ReversesId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
