using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Usage.Transactions;

namespace SeoRankGenius.Credits.Demo;

/// <summary>
/// The last thirty days of the sample licenses, made by the product's own operations with an earlier clock. Every step
/// may be repeated.
/// </summary>
internal sealed class History(IServiceProvider services, Actor admin)
{
    // One-time ids, as in a form.
    private static readonly Guid SlowAnswers = new("0193a000-0000-7000-8000-0000000000a1");
    private static readonly Guid FailedRun = new("0193a000-0000-7000-8000-0000000000a2");

    private readonly Writer _writer = services.GetRequiredService<Writer>();
    private readonly PriceList _catalog = services.GetRequiredService<PriceList>();

    /// <summary>
    /// Northwind's month. It ends with the guide's balances: 3,450 shared credits, 1,370 of the agency, 250 of the
    /// bakery, none of the yoga studio.
    /// </summary>
    public async Task AddNorthwindAsync(Guid license, Guid agency, Guid bakery, Guid yoga)
    {
        await GrantAsync(29, license, 2_000);
        await GrantAsync(29, agency, 1_500);
        await GrantAsync(27, bakery, 262);
        await SpendAsync(26, yoga, "content-analysis", credits: 12, quantity: 50);
        await SpendAsync(24, agency, "meta-generation", credits: 4, quantity: 120);
        await SpendAsync(22, yoga, "schema-building", credits: 8, quantity: 50);
        await AdjustAsync(20, license, license, 1_000, "Two days of slow answers in October", "4588", SlowAnswers);
        await SpendAsync(18, bakery, "link-suggestions", credits: 3, quantity: 4);
        await SpendAsync(17, agency, "content-analysis", credits: 10, quantity: 25);
        await GrantAsync(15, license, 2_000, "Monthly credits");
        await HoldAsync(13, agency, held: 100, captured: 40);
        await SpendAsync(11, yoga, "link-suggestions", credits: 5, quantity: 70);
        await GrantAsync(9, agency, 1_000, "Monthly credits");
        await SpendAsync(8, yoga, "meta-generation", credits: 4, quantity: 50);
        await SpendAsync(6, agency, "schema-building", credits: 10, quantity: 30);
        await AdjustAsync(4, license, agency, 150, "Failed bulk run", "4711", FailedRun);
        await SpendAsync(3, agency, "link-suggestions", credits: 3, quantity: 60);
        await SpendAsync(1, agency, "meta-generation", credits: 3, quantity: 10);
    }

    public Task GrantAsync(int daysAgo, Guid poolId, long credits, string? note = null) =>
        new Granting(_writer, new CreditLedger(At(daysAgo))).GrantAsync(
            poolId, credits, $"grant:sample:{poolId:N}" + (note is null ? "" : $":{daysAgo}"), "system",
            note ?? "Opening balance", CancellationToken.None);

    public LicenseIssuance Issuing(int daysAgo) => new(_writer, _catalog, At(daysAgo));

    public SiteActivation Activating(int daysAgo) =>
        new(_writer, new CreditLedger(At(daysAgo)), _catalog, At(daysAgo));

    private Task SpendAsync(int daysAgo, Guid siteId, string feature, long credits, long quantity) =>
        UnlessSpentAsync(new Spending(_writer, new CreditLedger(At(daysAgo)), _catalog, At(daysAgo)).SpendAsync(
            siteId, new SpendRequest($"sample-{feature}-{daysAgo}", feature, credits, quantity),
            CancellationToken.None));

    private async Task AdjustAsync(
        int daysAgo, Guid license, Guid poolId, long credits, string sentence, string ticket, Guid id)
    {
        var audit = new AuditLog(_writer, At(daysAgo), services.GetRequiredService<ILogger<AuditLog>>());
        await new AdjustBalance(
                services.GetRequiredService<Reader>(), _writer, new Adjusting(new CreditLedger(At(daysAgo)), []), audit,
                new ApprovalLimits(new BackOfficeOptions(), At(daysAgo)), At(daysAgo))
            .CorrectAsync(
                admin,
                new AdjustmentInput(id, ApprovalKind.Adjustment, license)
                {
                    PoolId = poolId,
                    Credits = credits,
                    Reason = AdjustmentReason.Goodwill,
                    Sentence = sentence,
                    Reference = ticket,
                },
                CancellationToken.None);
    }

    private Task HoldAsync(int daysAgo, Guid siteId, long held, long captured)
    {
        var (then, ledger) = (At(daysAgo), new CreditLedger(At(daysAgo)));
        var holding = new Holding(_writer, ledger, new ReturnedCredits(ledger, [], then), _catalog, then);
        return UnlessSpentAsync(PlaceAsync());

        async Task PlaceAsync()
        {
            var hold = await holding.PlaceAsync(
                siteId, new HoldRequest($"sample-bulk-{daysAgo}", "meta-generation", held, Reference: "bulk run"),
                CancellationToken.None);
            await holding.CaptureAsync(siteId, hold.Value.HoldId, captured, CancellationToken.None);
        }
    }

    // An interrupted start may be completed after someone has spent the rest.
    private static async Task UnlessSpentAsync(Task step)
    {
        try
        {
            await step;
        }
        catch (Refusal refusal) when (refusal.Code is RefusalCode.InsufficientCredits or RefusalCode.HoldEnded)
        {
        }
    }

    private EarlierClock At(int daysAgo) =>
        new(services.GetRequiredService<TimeProvider>(), TimeSpan.FromDays(daysAgo));

    private sealed class EarlierClock(TimeProvider time, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - by;
    }
}
