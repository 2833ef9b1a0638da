namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>A purchase's row, read and written by prepared statements in the caller's transaction.</summary>
internal static class PurchaseStore
{
    private const string Select =
        """
        SELECT "Id", "LicenseId", "SiteId", "BuyerId", "Pack", "Pool", "Credits", "PriceMinor", "Currency",
               "Status", "Reason", "StripeSessionId", "StripePaymentIntentId", "CreatedAt", "ExpiresAt", "PaidAt",
               "PaidMinor", "RefundedMinor", "DisputedMinor", "CreditsTaken", "Shortfall", "Returns",
               "Kind", "TopUpPoolId", "PaymentMethodId", "ShortfallAt"
        FROM "Purchases" /*lock*/ WHERE "Id" = @p0
        """;

    private const string Update =
        """
        UPDATE "Purchases" SET "Status" = @p1, "Reason" = @p2, "StripePaymentIntentId" = @p3, "PaidAt" = @p4,
               "PaidMinor" = @p5, "Pool" = @p6
        WHERE "Id" = @p0
        """;

    private const string SelectDestination =
        """SELECT "CreditsGoTo" FROM "Sites" WHERE "Id" = @p0 AND "RemovedAt" IS NOT NULL""";

    private const string UpdateSession = """UPDATE "Purchases" SET "StripeSessionId" = @p1 WHERE "Id" = @p0""";

    private const string UpdateReturned =
        """
        UPDATE "Purchases" SET "RefundedMinor" = @p1, "DisputedMinor" = @p2, "CreditsTaken" = @p3, "Shortfall" = @p4,
               "Returns" = @p5, "ShortfallAt" = @p6
        WHERE "Id" = @p0
        """;

    /// <summary>Locks a purchase until the commit; null for an unknown id.</summary>
    public static Purchase? Lock(CreditsDb db, Guid id)
    {
        using var row = db.Statements.Query(Select, [id]);
        return row.Read() ? Purchase.Read(row) : null;
    }

    /// <summary>Writes the payment's columns. The purchase was locked in this transaction.</summary>
    public static void Save(CreditsDb db, Purchase purchase) =>
        db.Statements.Execute(
            Update,
            [
                purchase.Id, purchase.Status.ToString(), purchase.Reason, purchase.StripePaymentIntentId,
                purchase.PaidAt, purchase.PaidMinor, purchase.Pool.ToString(),
            ]);

    /// <summary>
    /// The pool that a purchase is to be credited to: its own, or the Shared pool where the site was removed meanwhile
    /// and its Domain Credits went there.
    /// </summary>
    public static PoolKind Destination(CreditsDb db, Purchase purchase)
    {
        if (purchase.Pool == PoolKind.Shared)
            return PoolKind.Shared;
        using var row = db.Statements.Query(SelectDestination, [purchase.SiteId]);
        return row.Read() && !row.IsDBNull(0) ? row.Word<PoolKind>(0) : purchase.Pool;
    }

    /// <summary>Stores the session of a purchase that has none. The purchase was locked in this transaction.</summary>
    public static void KeepSession(CreditsDb db, Purchase purchase, string sessionId)
    {
        if (purchase.StripeSessionId is null)
            db.Statements.Execute(UpdateSession, [purchase.Id, purchase.StripeSessionId = sessionId]);
    }

    /// <summary>Writes the columns of returned money. The purchase was locked in this transaction.</summary>
    public static void SaveReturned(CreditsDb db, Purchase purchase) =>
        db.Statements.Execute(
            UpdateReturned,
            [
                purchase.Id, purchase.RefundedMinor, purchase.DisputedMinor, purchase.CreditsTaken,
                purchase.Shortfall, purchase.Returns, purchase.ShortfallAt,
            ]);
}
