namespace SeoRankGenius.Credits;

/// <summary>Verifies the whole database. Used by the command <c>verify-ledger</c> and at the end of tests.</summary>
public static class CreditsVerifier
{
    /// <summary>Counts pools, transactions, entries and purchases, and lists every discrepancy. Reads only.</summary>
    public static async Task<Verification> VerifyAsync(this CreditsDb db, CancellationToken cancellation) =>
        await LedgerVerifier.VerifyAsync(db, cancellation) + await PurchaseVerifier.VerifyAsync(db, cancellation);
}
