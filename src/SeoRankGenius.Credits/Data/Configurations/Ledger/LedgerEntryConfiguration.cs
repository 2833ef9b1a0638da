using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.Ledger;

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable(table =>
        {
            table.HasTrigger(TriggerNames.EntriesAreAppendOnly);
            table.HasTrigger(TriggerNames.EntryFollowsEntry);
            table.HasCheckConstraint(
                "CK_LedgerEntries_Credits", "\"Credits\" <> 0 AND \"Credits\" = CAST(\"Credits\" AS bigint)");
            table.HasCheckConstraint("CK_LedgerEntries_BalanceAfter", "\"BalanceAfter\" >= 0");
            table.HasCheckConstraint("CK_LedgerEntries_Sequence", "\"Sequence\" >= 1");
        });
        builder.HasKey(row => new { row.PoolId, row.Sequence });
        builder.HasOne<Pool>().WithMany().HasForeignKey(row => row.PoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LedgerTransaction>().WithMany().HasForeignKey(row => row.TransactionId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
