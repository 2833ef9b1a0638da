using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A use of credits from a pool after it was paid for.</summary>
/// <param name="At">UTC.</param>
/// <param name="Credits">Whole credits that left the pool.</param>
/// <param name="Note">The plugin's note.</param>
public sealed record CreditUse(DateTime At, long Credits, string? Note);

/// <summary>Evidence for a bank: the payment, its credits and their uses.</summary>
/// <param name="Dispute">As Stripe last described it.</param>
/// <param name="Line">The disputed payment.</param>
public sealed record DisputeDetails(Dispute Dispute, PaidLine Line)
{
    /// <summary>Whole credits used from the pool since it was paid for.</summary>
    public required long Used { get; init; }

    /// <summary>The number of uses.</summary>
    public required int UseCount { get; init; }

    /// <summary>The first 200 of them, the oldest first.</summary>
    public required IReadOnlyList<CreditUse> Uses { get; init; }
}

/// <summary>Reads disputes for admins. Reads only.</summary>
public sealed class DisputeQueries(Reader reader)
{
    private const int Shown = 100;

    /// <summary>One dispute by Stripe's id. Refuses an unknown one (<see cref="RefusalCode.NotFound"/>).</summary>
    public Task<DisputeDetails> FindAsync(string id, CancellationToken cancellation) => reader.RunAsync(async db =>
    {
        var dispute = await db.Disputes.SingleOrDefaultAsync(row => row.Id == id, cancellation)
            ?? throw new Refusal(RefusalCode.NotFound, "This dispute is not stored.");
        var line = await PaidLine.FindAsync(db, new PaidSource(dispute.PurchaseId, dispute.InvoiceId));
        var (poolId, since) = (line.PoolId, line.PaidAt ?? DateTime.MaxValue);
        var uses =
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == poolId && transaction.At >= since
                && (transaction.Kind == TransactionKind.Spend || transaction.Kind == TransactionKind.HoldPlaced
                    || transaction.Kind == TransactionKind.HoldReturned
                    || transaction.Kind == TransactionKind.SpendReturned)
            select new { entry.Sequence, entry.Credits, transaction.At, transaction.Note };
        return new DisputeDetails(dispute, line)
        {
            Used = -await uses.SumAsync(use => use.Credits, cancellation),
            UseCount = await uses.CountAsync(use => use.Credits < 0, cancellation),
            Uses = await uses.OrderBy(use => use.Sequence).Take(Shown)
                .Select(use => new CreditUse(use.At, -use.Credits, use.Note)).ToListAsync(cancellation),
        };
    });
}
