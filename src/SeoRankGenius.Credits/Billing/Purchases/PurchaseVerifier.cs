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
            """
            SELECT o."Id", CAST(0 AS bigint) AS "Number", o."Found", o."Expected"
            FROM (SELECT p."LicenseId" AS "Id", p."Credits" AS "Expected",
                COALESCE((SELECT SUM(e."Credits") FROM "LedgerTransactions" t
                    JOIN "LedgerEntries" e ON e."TransactionId" = t."Id" AND e."PoolId" = p."LicenseId"
                    WHERE t."Cause" = CONCAT('invoice:', p."Id") AND t."Kind" = 'Grant'), 0) AS "Found"
                FROM "PlanInvoices" p) o
            WHERE o."Found" <> o."Expected"
            """,
            license => $"An invoice of license {license.Id} grants {license.Expected} credits; "
                + $"the ledger granted {license.Found}."),
        .. Returned(
            ("Purchases", "Id", "PurchaseId"), Cause, """CASE WHEN p."Status" = 'Paid' THEN p."PaidMinor" END""", "0",
            "Purchase"),
        .. Returned(
            ("PlanInvoices", "LicenseId", "InvoiceId"), """CONCAT('invoice:', p."Id")""", """p."PaidMinor" """,
            """p."Unearned" """, "An invoice of license"),
    ];

    /// <summary>
    /// Every paid purchase has one ledger transaction with its credits into its pool, and every purchase transaction
    /// has a paid purchase; the same for the invoices of plans. The credits taken back correspond to the money returned
    /// and to what a change of plan left unearned.
    /// </summary>
    public static async Task<Verification> VerifyAsync(CreditsDb db, CancellationToken cancellation) => new(
        [new("purchases", await db.Purchases.LongCountAsync(cancellation))],
        await Check.RunAsync(db, Checks, cancellation));

    // Three checks of a table: the credits taken back, those owed, and the money returned.
    private static Check[] Returned(
        (string Name, string Id, string Source) table, string cause, string paid, string unearned, string subject) =>
    [
        new(
            $"""
            SELECT p."{table.Id}" AS "Id", CAST(0 AS bigint) AS "Number", p."CreditsTaken" AS "Found",
                COALESCE(r."Credits", 0) AS "Expected"
            FROM "{table.Name}" p
            LEFT JOIN "LedgerTransactions" b ON b."Cause" = {cause}
            LEFT JOIN (SELECT t."ReversesId", -SUM(e."Credits") AS "Credits"
                FROM "LedgerTransactions" t JOIN "LedgerEntries" e ON e."TransactionId" = t."Id"
                WHERE t."Kind" IN ('Refund', 'Dispute', 'Reinstatement') GROUP BY t."ReversesId") r
                ON r."ReversesId" = b."Id"
            WHERE p."CreditsTaken" <> COALESCE(r."Credits", 0)
            """,
            row => $"{subject} {row.Id} records {row.Found} credits taken back; the ledger took {row.Expected}."),
        new(
            $"""
            SELECT o."Id", CAST(0 AS bigint) AS "Number", o."Found",
                CASE WHEN o."Owed" > o."Credits" THEN o."Credits" ELSE o."Owed" END AS "Expected"
            FROM (SELECT s."Id", s."Credits", s."Found", s."Unearned" +
                CASE WHEN s."Paid" IS NULL OR s."Paid" = 0 THEN 0
                    WHEN s."Returned" >= s."Paid" THEN s."Credits"
                    ELSE s."Credits" * s."Returned" / s."Paid" END AS "Owed"
                FROM (SELECT p."{table.Id}" AS "Id", p."Credits", p."CreditsTaken" + p."Shortfall" AS "Found",
                    p."RefundedMinor" + p."DisputedMinor" AS "Returned", {paid} AS "Paid",
                    CAST({unearned} AS bigint) AS "Unearned"
                    FROM "{table.Name}" p) s) o
            WHERE o."Found" <> CASE WHEN o."Owed" > o."Credits" THEN o."Credits" ELSE o."Owed" END
            """,
            row => $"{subject} {row.Id} has {row.Found} credits taken back or missing; "
                + $"the returned money corresponds to {row.Expected}."),
        new(
            $"""
            SELECT o."Id", CAST(0 AS bigint) AS "Number", o."Found", o."Expected"
            FROM (SELECT p."{table.Id}" AS "Id", p."RefundedMinor" + p."DisputedMinor" AS "Found",
                COALESCE((SELECT SUM(r."AmountMinor") FROM "Refunds" r
                    WHERE r."{table.Source}" = p."Id" AND r."Status" <> 'Failed'), 0)
                + COALESCE((SELECT SUM(d."WithdrawnMinor" - d."ReinstatedMinor") FROM "Disputes" d
                    WHERE d."{table.Source}" = p."Id"), 0) AS "Expected"
                FROM "{table.Name}" p) o
            WHERE o."Found" <> o."Expected"
            """,
            row => $"{subject} {row.Id} records {row.Found} returned minor units; "
                + $"its refunds and disputes amount to {row.Expected}."),
    ];
}
