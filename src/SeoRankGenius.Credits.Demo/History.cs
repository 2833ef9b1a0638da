using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Demo;

/// <summary>
/// The sample licenses' last thirty days, told by the product's own operations with their clock set back. Every step
/// may be repeated.
/// </summary>
internal sealed class History(IServiceProvider services)
{
    private readonly Writer _writer = services.GetRequiredService<Writer>();
    private readonly PriceList _catalog = services.GetRequiredService<PriceList>();

    /// <summary>
    /// Northwind's month. Ends with 3,450 shared credits, 1,370 of the agency, 250 of the bakery, none of the yoga
    /// studio: the guide's numbers.
    /// </summary>
    public async Task TellAsync(Guid license, Guid agency, Guid bakery, Guid yoga)
    {
        await GrantAsync(29, license, 3_500);
        await GrantAsync(29, agency, 1_500);
        await GrantAsync(27, bakery, 262);
        await SpendAsync(24, yoga, "content-analysis", credits: 10, quantity: 2);
        await SpendAsync(20, agency, "meta-generation", credits: 4, quantity: 12);
        await SpendAsync(18, bakery, "link-suggestions", credits: 3, quantity: 4);
        await HoldAsync(13, agency, held: 100, captured: 40);
        await SpendAsync(9, yoga, "content-analysis", credits: 15, quantity: 2);
        await SpendAsync(6, agency, "schema-building", credits: 10, quantity: 3);
        await SpendAsync(2, agency, "link-suggestions", credits: 2, quantity: 6);
    }

    public Task GrantAsync(int daysAgo, Guid poolId, long credits) =>
        new Granting(_writer, new CreditLedger(At(daysAgo))).GrantAsync(
            poolId, credits, $"grant:sample:{poolId:N}", "system", "Opening balance", CancellationToken.None);

    public Issuing Issuing(int daysAgo) => new(_writer, _catalog, At(daysAgo));

    public Activating Activating(int daysAgo) => new(_writer, _catalog, At(daysAgo));

    private Task SpendAsync(int daysAgo, Guid siteId, string feature, long credits, long quantity) =>
        UnlessSpentAsync(new Spending(_writer, new CreditLedger(At(daysAgo)), _catalog, At(daysAgo)).SpendAsync(
            siteId, new SpendRequest($"sample-{feature}-{daysAgo}", feature, credits, quantity),
            CancellationToken.None));

    private Task HoldAsync(int daysAgo, Guid siteId, long held, long captured)
    {
        var holding = new Holding(_writer, new CreditLedger(At(daysAgo)), _catalog, At(daysAgo));
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
        catch (Refusal no) when (no.Code is RefusalCode.InsufficientCredits or RefusalCode.HoldEnded)
        {
        }
    }

    private SetBack At(int daysAgo) => new(services.GetRequiredService<TimeProvider>(), TimeSpan.FromDays(daysAgo));

    private sealed class SetBack(TimeProvider time, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - by;
    }
}
