using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// The whole schema, the same on both databases; <see cref="LicensingSchema"/>, <see cref="BillingSchema"/>,
/// <see cref="BackOfficeSchema"/> and <see cref="AdminSchema"/> hold their parts. What a CHECK can't say is said by
/// <see cref="Triggers"/>.
/// </summary>
internal static class Schema
{
    private const int Id = 255, Code = 40, Sentence = 500, Hash = 64;

    public static void Build(ModelBuilder builder)
    {
        builder.Entity<IdentityRole<Guid>>().HasData(
            Role("0193a000-0000-7000-8000-000000000001", Roles.Owner),
            Role("0193a000-0000-7000-8000-000000000002", Roles.Admin));
        LicensingSchema.Build(builder);
        builder.Entity<Pool>(Pool);
        builder.Entity<LedgerTransaction>(LedgerTransaction);
        builder.Entity<LedgerEntry>(LedgerEntry);
        builder.Entity<Hold>(Hold);
        builder.Entity<IdempotencyRecord>(IdempotencyRecord);
        BillingSchema.Build(builder);
        builder.Entity<DataProtectionKey>().Property(key => key.Name).HasMaxLength(Id);
        BackOfficeSchema.Build(builder);
        AdminSchema.Build(builder);
        AlertSchema.Build(builder);
    }

    private static void Pool(EntityTypeBuilder<Pool> pool)
    {
        pool.ToTable(table =>
        {
            table.HasTrigger(Triggers.PoolFollowsEntry);
            table.HasCheckConstraint("CK_Pools_Balance", """ "Balance" >= 0 """.Trim());
            table.HasCheckConstraint(
                "CK_Pools_Kind",
                """
                ("Kind" = 'Shared' AND "SiteId" IS NULL AND "Id" = "LicenseId")
                OR ("Kind" = 'Domain' AND "Id" = "SiteId")
                """);
        });
        pool.Property(row => row.Id).ValueGeneratedNever();
        pool.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        pool.HasOne<Site>().WithOne().HasForeignKey<Pool>(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void LedgerTransaction(EntityTypeBuilder<LedgerTransaction> transaction)
    {
        transaction.ToTable(table =>
        {
            table.HasTrigger(Triggers.TransactionsAreAppendOnly);
            table.HasCheckConstraint("CK_LedgerTransactions_Kind", OneOf<TransactionKind>("Kind"));
        });
        transaction.Property(row => row.Id).ValueGeneratedNever();
        // A spend's cause holds the caller's key of up to 255 characters.
        transaction.Property(row => row.Cause).HasMaxLength(300);
        transaction.Property(row => row.Actor).HasMaxLength(100);
        transaction.Property(row => row.Note).HasMaxLength(Sentence);
        transaction.HasIndex(row => row.Cause).IsUnique();
        // An adjustment is undone once.
        transaction.HasIndex(row => row.ReversesId).IsUnique()
            .HasFilter("\"ReversesId\" IS NOT NULL AND \"Kind\" = 'Adjustment'");
        transaction.HasOne<LedgerTransaction>().WithMany().HasForeignKey(row => row.ReversesId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static void LedgerEntry(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.ToTable(table =>
        {
            table.HasTrigger(Triggers.EntriesAreAppendOnly);
            table.HasTrigger(Triggers.EntryFollowsEntry);
            table.HasCheckConstraint(
                "CK_LedgerEntries_Credits", "\"Credits\" <> 0 AND \"Credits\" = CAST(\"Credits\" AS bigint)");
            table.HasCheckConstraint("CK_LedgerEntries_BalanceAfter", "\"BalanceAfter\" >= 0");
            table.HasCheckConstraint("CK_LedgerEntries_Sequence", "\"Sequence\" >= 1");
        });
        entry.HasKey(row => new { row.PoolId, row.Sequence });
        entry.HasOne<Pool>().WithMany().HasForeignKey(row => row.PoolId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<LedgerTransaction>().WithMany().HasForeignKey(row => row.TransactionId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static void Hold(EntityTypeBuilder<Hold> hold)
    {
        hold.ToTable(table =>
        {
            table.HasCheckConstraint("CK_Holds_Status", OneOf<HoldStatus>("Status"));
            table.HasCheckConstraint(
                "CK_Holds_Held", """ "Domain" >= 0 AND "Shared" >= 0 AND "Domain" + "Shared" > 0 """.Trim());
            table.HasCheckConstraint(
                "CK_Holds_Captured", """ "Captured" >= 0 AND "Captured" <= "Domain" + "Shared" """.Trim());
        });
        hold.Property(row => row.Id).ValueGeneratedNever();
        hold.Property(row => row.Feature).HasMaxLength(Code);
        hold.Property(row => row.Status).IsConcurrencyToken();
        hold.HasIndex(row => new { row.LicenseId, row.CreatedAt });
        hold.HasIndex(row => row.ExpiresAt).HasFilter("\"Status\" = 'Open'").HasDatabaseName("IX_Holds_Open");
        hold.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
        hold.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        hold.Ignore(row => row.Held);
        hold.Ignore(row => row.Charged);
    }

    private static void IdempotencyRecord(EntityTypeBuilder<IdempotencyRecord> answer)
    {
        answer.HasKey(row => new { row.SiteId, row.Key });
        answer.Property(row => row.Key).HasMaxLength(Id);
        answer.Property(row => row.RequestHash).HasMaxLength(Hash);
        answer.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
    }

    internal static string OneOf<T>(string column)
        where T : struct, Enum =>
        $"\"{column}\" IN ({string.Join(", ", Enum.GetNames<T>().Select(name => $"'{name}'"))})";

    private static IdentityRole<Guid> Role(string id, string name) => new(name)
    {
        Id = Guid.Parse(id),
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = id,
    };
}
