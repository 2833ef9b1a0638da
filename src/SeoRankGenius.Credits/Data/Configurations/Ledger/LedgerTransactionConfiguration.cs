using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.Ledger;

internal sealed class LedgerTransactionConfiguration : IEntityTypeConfiguration<LedgerTransaction>
{
    public void Configure(EntityTypeBuilder<LedgerTransaction> builder)
    {
        builder.ToTable(table =>
        {
            table.HasTrigger(TriggerNames.TransactionsAreAppendOnly);
            table.HasEnumCheck<TransactionKind>("CK_LedgerTransactions_Kind", "Kind");
        });
        builder.Property(row => row.Id).ValueGeneratedNever();
        // A spend's cause contains the caller's key of up to 255 characters.
        builder.Property(row => row.Cause).HasMaxLength(300);
        builder.Property(row => row.Actor).HasMaxLength(100);
        builder.Property(row => row.Note).HasMaxLength(Lengths.Sentence);
        builder.HasIndex(row => row.Cause).IsUnique();
        // An adjustment can be undone once.
        builder.HasIndex(row => row.ReversesId).IsUnique()
            .HasFilter("\"ReversesId\" IS NOT NULL AND \"Kind\" = 'Adjustment'");
        builder.HasOne<LedgerTransaction>().WithMany().HasForeignKey(row => row.ReversesId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
