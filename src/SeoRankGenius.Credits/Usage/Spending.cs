using System.Globalization;
using System.Text.Json;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Usage;

/// <summary>A site's wish to spend.</summary>
/// <param name="Key">The idempotency key, 1 to 255 characters.</param>
/// <param name="Feature">The code of a feature in the catalog.</param>
/// <param name="Credits">Whole credits an action, within the feature's range.</param>
/// <param name="Quantity">Actions, 1 to 1,000.</param>
/// <param name="Reference">The caller's own words, up to 200 characters; shown in the back office.</param>
public sealed record SpendRequest(string Key, string Feature, long Credits, long Quantity = 1, string? Reference = null);

/// <summary>What a spend took and left. Whole credits.</summary>
public sealed record Spent(Guid TransactionId, Draw Charged, Balances Balances);

/// <summary>An answer, and whether it was given before.</summary>
public sealed record Answer<T>(T Value, bool IsReplay);

/// <summary>Takes credits for AI actions.</summary>
public sealed class Spending(Writer writer, CreditLedger ledger, PriceList catalog, TimeProvider time)
{
    private const int LongestKey = 255, LongestReference = 200, MostActions = 1_000;

    private const string FindAnswer =
        """SELECT "RequestHash", "Body" FROM "RememberedAnswers" WHERE "SiteId" = @p0 AND "Key" = @p1""";

    private const string FindLicense =
        """
        SELECT l."Id", l."Plan", l."Status", l."TrialEndsAt"
        FROM "Sites" s JOIN "Licenses" l ON l."Id" = s."LicenseId" WHERE s."Id" = @p0
        """;

    private const string Remember =
        """
        INSERT INTO "RememberedAnswers" ("SiteId", "Key", "RequestHash", "Body", "At")
        VALUES (@p0, @p1, @p2, @p3, @p4)
        """;

    /// <summary>
    /// Spends <c>credits × quantity</c>, Domain first, then Shared, all or nothing. May be repeated: the same key and
    /// request get the first answer again, for ever; a refusal is not remembered. Refuses, in this order: a bad
    /// request, a key used for another request, a suspended license, the Free plan, too few credits.
    /// </summary>
    public async Task<Answer<Spent>> SpendAsync(Guid siteId, SpendRequest request, CancellationToken cancellation)
    {
        Check(request);
        var hash = RememberedAnswer.Hash(string.Create(
            CultureInfo.InvariantCulture,
            $"spend\n{request.Feature}\n{request.Credits}\n{request.Quantity}\n{request.Reference}"));
        return await writer.RunAsync(db => Task.FromResult(Spend(db, siteId, request, hash)), cancellation);
    }

    private Answer<Spent> Spend(CreditsDb db, Guid siteId, SpendRequest request, string hash)
    {
        if (Recall(db, siteId, request.Key, hash) is { } earlier)
            return new(earlier, IsReplay: true);

        var (licenseId, standing) = StandingOf(db, siteId);
        standing.RequirePaidPlan();
        var credits = request.Credits * request.Quantity;
        var balances = CreditLedger.Lock(db, siteId, licenseId);
        var draw = Draw.From(balances, credits) ?? throw new Refusal(
                RefusalCode.InsufficientCredits,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"This needs {credits:N0} credits; {balances.Total:N0} are available."))
            .With("required", credits)
            .With("available", balances.Total);

        var transactionId = ledger.Post(
            db,
            new Movement(TransactionKind.Spend, $"spend:{siteId:N}:{request.Key}", $"site:{siteId:N}")
            {
                Note = $"{request.Feature} ×{request.Quantity}" + (request.Reference is { } own ? $" · {own}" : ""),
            }.Take(draw, siteId, licenseId));
        var spent = new Spent(transactionId, draw, balances - draw);
        db.Statements.Execute(
            Remember, [siteId, request.Key, hash, JsonSerializer.Serialize(spent), time.GetUtcNow().UtcDateTime]);
        return new(spent, IsReplay: false);
    }

    private static Spent? Recall(CreditsDb db, Guid siteId, string key, string hash)
    {
        using var row = db.Statements.Query(FindAnswer, [siteId, key]);
        if (!row.Read())
            return null;
        if (row.GetString(0) != hash)
            throw new Refusal(
                RefusalCode.IdempotencyKeyReused, "This idempotency key was used for another request.");
        return JsonSerializer.Deserialize<Spent>(row.GetString(1));
    }

    private (Guid LicenseId, Standing Standing) StandingOf(CreditsDb db, Guid siteId)
    {
        using var row = db.Statements.Query(FindLicense, [siteId]);
        if (!row.Read())
            throw new Refusal(RefusalCode.NotFound, "This site does not exist.");
        return (row.GetGuid(0), Standing.Of(
            catalog,
            row.GetString(1),
            Enum.Parse<LicenseStatus>(row.GetString(2)),
            row.IsDBNull(3) ? null : DateTime.SpecifyKind(row.GetDateTime(3), DateTimeKind.Utc),
            time.GetUtcNow().UtcDateTime));
    }

    private void Check(SpendRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        var feature = catalog.Features.FirstOrDefault(known => known.Code == request.Feature);
        if (feature is null)
            errors["feature"] = ["There is no such feature. GET /api/v1/features lists them."];
        else if (request.Credits < feature.MinCredits || request.Credits > feature.MaxCredits)
            errors["credits"] = [$"{feature.Name} costs {feature.MinCredits} to {feature.MaxCredits} credits an action."];
        if (request.Quantity is < 1 or > MostActions)
            errors["quantity"] = ["A request covers 1 to 1,000 actions."];
        if (request.Reference?.Length > LongestReference)
            errors["reference"] = ["A reference has at most 200 characters."];
        if (request.Key.Length is 0 or > LongestKey)
            errors["idempotencyKey"] = ["An idempotency key has 1 to 255 characters."];
        if (errors.Count > 0)
            throw new Refusal(RefusalCode.InvalidRequest, "The request has faults.").With("errors", errors);
    }
}
