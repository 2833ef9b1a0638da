using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.Ledger;

internal sealed class PoolConfiguration : IEntityTypeConfiguration<Pool>
{
    public void Configure(EntityTypeBuilder<Pool> builder)
    {
        builder.ToTable(table =>
        {
            table.HasTrigger(TriggerNames.PoolFollowsEntry);
            table.HasCheckConstraint("CK_Pools_Balance", """ "Balance" >= 0 """.Trim());
            table.HasCheckConstraint(
                "CK_Pools_Sequence", """ "Sequence" >= 0 AND ("Sequence" > 0 OR "Balance" = 0) """.Trim());
            table.HasCheckConstraint(
                "CK_Pools_Kind",
                """
                ("Kind" = 'Shared' AND "SiteId" IS NULL AND "Id" = "LicenseId")
                OR ("Kind" = 'Domain' AND "Id" = "SiteId")
                """);
            table.HasCheckConstraint("CK_Pools_Test", "\"IsTest\" = 0 OR \"Kind\" = 'Domain'");
        });
        builder.HasIndex(row => row.Moved);
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        // A test site has a test pool, for good.
        builder.HasOne<Site>().WithOne().HasForeignKey<Pool>(row => new { row.SiteId, row.IsTest })
            .HasPrincipalKey<Site>(row => new { row.Id, row.IsTest });
    }
}

internal sealed class LedgerTransactionConfiguration : IEntityTypeConfiguration<LedgerTransaction>
{
    public void Configure(EntityTypeBuilder<LedgerTransaction> builder)
    {
        builder.ToTable(table =>
        {
            table.HasTrigger(TriggerNames.TransactionsAreAppendOnly);
            table.HasEnumCheck<TransactionKind>("CK_LedgerTransactions_Kind", "Kind");
        });
        // A spend's cause contains the caller's key of up to 255 characters.
        builder.Property(row => row.Cause).HasMaxLength(300);
        builder.Property(row => row.Actor).HasMaxLength(100);
        builder.Property(row => row.Note).HasMaxLength(Lengths.Sentence);
        builder.HasIndex(row => row.Cause).IsUnique();
        // A site's own transactions, newest first.
        builder.HasIndex(row => new { row.Actor, row.At, row.Id });
        // An adjustment can be undone once.
        builder.HasIndex(row => row.ReversesId).IsUnique()
            .HasFilter("\"ReversesId\" IS NOT NULL AND \"Kind\" = 'Adjustment'");
        builder.HasOne<LedgerTransaction>().WithMany().HasForeignKey(row => row.ReversesId);
    }
}

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable(table =>
        {
            table.HasTrigger(TriggerNames.EntriesAreAppendOnly);
            table.HasTrigger(TriggerNames.EntryFollowsEntry);
            table.HasTrigger(TriggerNames.TransferGoesToASite);
            table.HasTrigger(TriggerNames.TestCreditsStayApart);
            table.HasCheckConstraint(
                "CK_LedgerEntries_Credits", "\"Credits\" <> 0 AND \"Credits\" = CAST(\"Credits\" AS bigint)");
            table.HasCheckConstraint("CK_LedgerEntries_BalanceAfter", "\"BalanceAfter\" >= 0");
            table.HasCheckConstraint("CK_LedgerEntries_Sequence", "\"Sequence\" >= 1");
        });
        builder.HasKey(row => new { row.PoolId, row.Sequence });
        builder.HasOne<Pool>().WithMany().HasForeignKey(row => row.PoolId);
        builder.HasOne<LedgerTransaction>().WithMany().HasForeignKey(row => row.TransactionId);
    }
}
