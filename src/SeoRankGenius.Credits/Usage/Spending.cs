namespace SeoRankGenius.Credits.Usage;

/// <summary>A site's request to spend credits.</summary>
/// <param name="Key">The idempotency key, 1 to 255 characters.</param>
/// <param name="Feature">The code of a feature in the catalog.</param>
/// <param name="Credits">Whole credits per action, within the feature's range.</param>
/// <param name="Quantity">Number of actions, 1 to 1,000.</param>
/// <param name="Reference">The caller's free text, up to 200 characters; shown in the back office.</param>
public sealed record SpendRequest(
    string Key, string Feature, long Credits, long Quantity = 1, string? Reference = null);

/// <summary>The credits charged and the remaining balances. Whole credits.</summary>
public sealed record SpendResult(Guid TransactionId, Draw Charged, Balances Balances);

/// <summary>Charges credits for AI actions.</summary>
public sealed class Spending(Writer writer, CreditLedger ledger, PriceList catalog, TimeProvider time)
{
    private const int MostActions = 1_000;

    /// <summary>
    /// Spends <c>credits × quantity</c>, Domain first, then Shared, all or nothing. Repeatable: the same key and
    /// request always return the first response. Refusals are not stored. Refuses, in this order: a bad request, a key
    /// used for another request, a suspended license, the Free plan, too few credits.
    /// </summary>
    public async Task<IdempotentResult<SpendResult>> SpendAsync(
        Guid siteId, SpendRequest request, CancellationToken cancellation)
    {
        new RequestRules(catalog)
            .Key(request.Key)
            .Feature(request.Feature, request.Credits)
            .Between(request.Quantity, 1, MostActions, "quantity", "A request covers 1 to 1,000 actions.")
            .Reference(request.Reference)
            .Enforce();
        var hash = IdempotencyRecord.Hash(string.Create(
            CultureInfo.InvariantCulture,
            $"spend\n{request.Key}\n{request.Feature}\n{request.Credits}\n{request.Quantity}\n{request.Reference}"));
        return await writer.RunPreparedAsync(db => Spend(db, siteId, request, hash), cancellation);
    }

    private IdempotentResult<SpendResult> Spend(CreditsDb db, Guid siteId, SpendRequest request, string hash)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var spender = SpendContext.Lock(db, catalog, siteId, request.Key, now);
        if (spender.StoredResponse is { } earlier)
            return earlier.Again<SpendResult>(hash);

        var draw = spender.Draw(request.Credits * request.Quantity);
        var transactionId = ledger.Post(
            db,
            new Movement(TransactionKind.Spend, $"spend:{siteId:N}:{request.Key}", $"site:{siteId:N}")
            {
                Note = $"{request.Feature} ×{request.Quantity}" + (request.Reference is { } own ? $" · {own}" : ""),
            }.Take(draw, siteId, spender.LicenseId),
            spender.Domain,
            spender.Shared);
        return IdempotencyStore.Remember(
            db, siteId, request.Key, hash, new SpendResult(transactionId, draw, spender.Balances - draw), now);
    }
}
