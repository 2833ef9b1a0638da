namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>Verifies every purchase against the ledger. Reads only.</summary>
public static class PurchaseVerifier
{
    // As Purchase.Cause writes it, in the SQL of both databases.
    private const string Cause = """CONCAT('purchase:', LOWER(REPLACE(CAST(p."Id" AS char(36)), '-', '')))""";

    private static readonly Check[] Checks =
    [
        new(
            $"""
            SELECT p."Id", CAST(0 AS bigint) AS "Number", p."Credits" AS "Found", p."Credits" AS "Expected"
            FROM "Purchases" p
            WHERE p."Status" = 'Paid' AND NOT EXISTS (
                SELECT 1 FROM "LedgerTransactions" t JOIN "LedgerEntries" e ON e."TransactionId" = t."Id"
                WHERE t."Cause" = {Cause} AND t."Kind" = 'Purchase' AND e."Credits" = p."Credits"
                    AND e."PoolId" = CASE p."Pool" WHEN 'Domain' THEN p."SiteId" ELSE p."LicenseId" END
                    AND (SELECT COUNT(*) FROM "LedgerEntries" o WHERE o."TransactionId" = t."Id") = 1)
            """,
            purchase => $"Purchase {purchase.Id} is paid, but no transaction brought exactly its "
                + $"{purchase.Expected} credits into its pool."),
        new(
            $"""
            SELECT t."Id", CAST(0 AS bigint) AS "Number", CAST(0 AS bigint) AS "Found", CAST(0 AS bigint) AS "Expected"
            FROM "LedgerTransactions" t
            WHERE (t."Kind" = 'Purchase' OR t."Cause" LIKE 'purchase:%')
                AND t."Cause" NOT IN (SELECT {Cause} FROM "Purchases" p WHERE p."Status" = 'Paid')
            """,
            transaction => $"Transaction {transaction.Id} credits a purchase that is not paid or does not exist."),
        new(
            $"""
            SELECT p."Id", CAST(0 AS bigint) AS "Number", p."CreditsTaken" AS "Found",
                COALESCE(r."Credits", 0) AS "Expected"
            FROM "Purchases" p
            LEFT JOIN "LedgerTransactions" b ON b."Cause" = {Cause}
            LEFT JOIN (SELECT t."ReversesId", -SUM(e."Credits") AS "Credits"
                FROM "LedgerTransactions" t JOIN "LedgerEntries" e ON e."TransactionId" = t."Id"
                WHERE t."Kind" IN ('Refund', 'Dispute', 'Reinstatement') GROUP BY t."ReversesId") r
                ON r."ReversesId" = b."Id"
            WHERE p."CreditsTaken" <> COALESCE(r."Credits", 0)
            """,
            purchase => $"Purchase {purchase.Id} records {purchase.Found} credits taken back; "
                + $"the ledger took {purchase.Expected}."),
        new(
            """
            SELECT o."Id", CAST(0 AS bigint) AS "Number", o."Found", o."Expected"
            FROM (SELECT p."Id", p."CreditsTaken" + p."Shortfall" AS "Found",
                CASE WHEN p."Status" <> 'Paid' OR p."PaidMinor" IS NULL OR p."PaidMinor" = 0 THEN CAST(0 AS bigint)
                    WHEN p."RefundedMinor" + p."DisputedMinor" >= p."PaidMinor" THEN p."Credits"
                    ELSE p."Credits" * (p."RefundedMinor" + p."DisputedMinor") / p."PaidMinor" END AS "Expected"
                FROM "Purchases" p) o
            WHERE o."Found" <> o."Expected"
            """,
            purchase => $"Purchase {purchase.Id} has {purchase.Found} credits taken back or missing; "
                + $"the returned money corresponds to {purchase.Expected}."),
        new(
            """
            SELECT o."Id", CAST(0 AS bigint) AS "Number", o."Found", o."Expected"
            FROM (SELECT p."Id", p."RefundedMinor" + p."DisputedMinor" AS "Found",
                COALESCE((SELECT SUM(r."AmountMinor") FROM "Refunds" r
                    WHERE r."PurchaseId" = p."Id" AND r."Status" <> 'Failed'), 0)
                + COALESCE((SELECT SUM(d."WithdrawnMinor" - d."ReinstatedMinor") FROM "Disputes" d
                    WHERE d."PurchaseId" = p."Id"), 0) AS "Expected"
                FROM "Purchases" p) o
            WHERE o."Found" <> o."Expected"
            """,
            purchase => $"Purchase {purchase.Id} records {purchase.Found} returned minor units; "
                + $"its refunds and disputes amount to {purchase.Expected}."),
    ];

    /// <summary>
    /// Every paid purchase has one ledger transaction with its credits into its pool, and every purchase transaction
    /// has a paid purchase. The credits taken back correspond to the money returned.
    /// </summary>
    public static async Task<Verification> VerifyAsync(CreditsDb db, CancellationToken cancellation) => new(
        [new("purchases", await db.Purchases.LongCountAsync(cancellation))],
        await Check.RunAsync(db, Checks, cancellation));
}
