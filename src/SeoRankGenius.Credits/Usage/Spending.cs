using SeoRankGenius.Credits.Usage.Transactions;

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
public sealed class Spending
{
    private const int MostActions = 1_000;

    private readonly Writer _writer;
    private readonly CreditLedger _ledger;
    private readonly PriceList _catalog;
    private readonly TimeProvider _time;
    private readonly RunSet<Ask, IdempotentResult<SpendResult>> _run;

    public Spending(Writer writer, CreditLedger ledger, PriceList catalog, TimeProvider time)
    {
        (_writer, _ledger, _catalog, _time) = (writer, ledger, catalog, time);
        _run = SpendAll;
    }

    /// <summary>
    /// Spends <c>credits × quantity</c>, Domain first, then Shared, all or nothing. Repeatable: the same key and
    /// request always return the first response, whatever changed since. Refusals are not stored. Refuses, in this
    /// order: a bad request, a key used for another request, a paused site, a suspended license, the Free plan, too few
    /// credits, the site's cap.
    /// </summary>
    public Task<IdempotentResult<SpendResult>> SpendAsync(
        Guid siteId, SpendRequest request, CancellationToken cancellation)
    {
        var rules = new RequestRules(_catalog)
            .Key(request.Key)
            .Feature(request.Feature, request.Credits)
            .Between(request.Quantity, 1, MostActions, "quantity", "A request covers 1 to 1,000 actions.")
            .Reference(request.Reference);
        var hash = IdempotencyRecord.Hash(string.Create(
            CultureInfo.InvariantCulture,
            $"spend\n{request.Key}\n{request.Feature}\n{request.Credits}\n{request.Quantity}\n{request.Reference}"));
        if (rules.MayBeReplay)
            return _writer.RunPreparedAsync(
                db => SpendContext.Lock(db, _catalog, siteId, request.Key, _time.GetUtcNow().UtcDateTime)
                    .Replay<SpendResult>(hash, rules),
                cancellation);
        rules.Enforce();
        return _writer.RunInSetAsync(new Ask(siteId, request, hash), _run, cancellation);
    }

    private void SpendAll(CreditsDb db, IReadOnlyList<SetWrite<Ask, IdempotentResult<SpendResult>>> set)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var contexts = SpendContext.LockAll(
            db, _catalog, [.. set.Select(write => (write.Request.SiteId, write.Request.Spend.Key))], now);
        var batch = _ledger.Batch();
        foreach (var context in contexts.Values)
        {
            batch.Add(context.Shared);
            batch.Add(context.Domain);
        }

        var limits = SiteLimitSet.Of(contexts.Values, now);
        var responses = new List<SqlValue[]>(set.Count);
        foreach (var write in set)
            write.Decide(() => Spend(contexts, (batch, limits), responses, write.Request, now));
        batch.Write(db);
        limits.Write(db);
        LowBalanceCrossings.Record(
            db,
            contexts.Values.Where(site => LowBalanceCrossings.MayFollow(
                site, new(batch.Now(site.Shared).Balance, batch.Now(site.Domain).Balance))),
            now);
        IdempotencyStore.Write(db, responses);
    }

    private static IdempotentResult<SpendResult> Spend(
        Dictionary<(Guid SiteId, string Key), SpendContext> contexts, (LedgerBatch Batch, SiteLimitSet Limits) state,
        List<SqlValue[]> responses, Ask ask, DateTime now)
    {
        var ((batch, limits), (siteId, request, hash)) = (state, ask);
        if (!contexts.TryGetValue((siteId, request.Key), out var context))
            throw SpendContext.NoSite();
        if (context.StoredResponse is { } earlier)
            return earlier.Again<SpendResult>(hash);

        context = context with { Shared = batch.Now(context.Shared), Domain = batch.Now(context.Domain) };
        limits.RequireActive(siteId);
        var draw = context.Draw(request.Credits * request.Quantity);
        limits.Use(siteId, draw);
        var transactionId = batch.Post(
            new Movement(TransactionKind.Spend, $"spend:{siteId:N}:{request.Key}", $"site:{siteId:N}")
            {
                Note = new UsageNote(request.Feature, request.Quantity, request.Reference).ToString(),
            }.Take(draw, siteId, context.LicenseId));
        var result = new SpendResult(transactionId, draw, context.Balances - draw);
        var stored = StoredResponse.Of(hash, result);
        responses.Add(IdempotencyStore.Row(siteId, request.Key, stored, now));
        // For the same key later in the set.
        contexts[(siteId, request.Key)] = context with { StoredResponse = stored };
        return new(result, IsReplay: false);
    }

    private sealed record Ask(Guid SiteId, SpendRequest Spend, string Hash);
}
