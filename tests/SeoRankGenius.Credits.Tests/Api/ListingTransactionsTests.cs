using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class ListingTransactionsTests : ApiTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_site_lists_what_it_used_newest_first(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 10);
        using var neighbour = new Plugin(app.Url, (await app.World.SiteAsync(site.License)).Token);
        await neighbour.SpentAsync(10);
        var spend = await plugin.SpentAsync(15, "post 42 · draft");
        await LaterAsync(app, () => plugin.GiveBackAsync(spend, 5));
        await LaterAsync(app, () => plugin.HoldAsync(100));

        var items = (await plugin.GetAsync("credits/transactions")).Is(200).Json["items"]!.AsArray();

        Assert.Equal(["hold_placed", "spend_returned", "spend"], items.Select(item => (string)item!["kind"]!));
        Assert.Equal([(100, 0, 100), (-5, 0, -5), (15, 10, 5)], items.Select(item => Charged(item!)));
        Assert.Equal(
            ("content-analysis", 1, "post 42 · draft"),
            ((string)items[2]!["feature"]!, (long)items[2]!["actions"]!, (string)items[2]!["reference"]!));
        Assert.Equal(
            """{"total":3435,"domain":0,"shared":3435}""", items[2]!["balances"]!.ToJsonString());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pool_that_was_not_touched_has_its_balance_of_then(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 30);
        using var neighbour = new Plugin(app.Url, (await app.World.SiteAsync(site.License)).Token);
        for (var i = 0; i < 4; i++)
        {
            await LaterAsync(app, () => plugin.SpentAsync(10));
            await LaterAsync(app, () => neighbour.SpentAsync(15));
        }

        var items = (await plugin.GetAsync("credits/transactions")).Is(200).Json["items"]!.AsArray();

        Assert.Equal(
            [(3_395, 0, 3_395), (3_420, 0, 3_420), (3_445, 10, 3_435), (3_470, 20, 3_450)],
            items.Select(item => Amounts(item!["balances"]!)));
    }

    [SkippableTheory, EachDatabase]
    public async Task Pages_neither_repeat_nor_skip_while_the_site_spends(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        var spends = new List<Guid>();
        for (var i = 0; i < 7; i++)
            await LaterAsync(app, async () => spends.Add(await plugin.SpentAsync(5)), every: 2, i);

        var read = new List<Guid>();
        var next = "";
        do
        {
            var page = (await plugin.GetAsync($"credits/transactions?limit=3{next}")).Is(200).Json;
            read.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>()));
            next = page["next"] is { } token ? $"&next={token}" : null;
            await LaterAsync(app, () => plugin.SpentAsync(5));
        }
        while (next is not null);

        Assert.Equal(spends.Order(), read.Order());
    }

    [SkippableTheory, EachDatabase]
    public async Task Filters_combine(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        await plugin.SpentAsync(5, "post 42");
        var from = app.World.Time.GetUtcNow().AddSeconds(30).ToString("O");
        await LaterAsync(app, () => plugin.SpentAsync(6, "post 42"));
        await LaterAsync(app, () => plugin.SpentAsync(7, "post 43"));
        await LaterAsync(app, () => plugin.PostAsync(
            "credits/spend", new { feature = "meta-generation", credits = 1, reference = "post 42" }, "k"));

        var filter = $"?feature=content-analysis&reference=post%2042&since={Uri.EscapeDataString(from)}";
        var items = (await plugin.GetAsync("credits/transactions" + filter)).Is(200).Json["items"]!.AsArray();

        Assert.Equal([(6, 0, 6)], items.Select(item => Charged(item!)));
    }

    [Theory]
    [InlineData("limit=0", "limit"), InlineData("limit=201", "limit"), InlineData("next=1-x", "next")]
    public async Task A_bad_page_is_refused(string query, string field)
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app);

        var problem = (await plugin.GetAsync("credits/transactions?" + query)).Refuses(422, "invalid_request");

        Assert.NotNull(problem["errors"]![field]);
    }

    private static async Task LaterAsync(App app, Func<Task> action, int every = 1, int step = 0)
    {
        if (step % every == 0)
            app.World.Time.Advance(TimeSpan.FromMinutes(1));
        await action();
    }

    private static (long, long, long) Charged(JsonNode item) => Amounts(item["charged"]!);

    private static (long, long, long) Amounts(JsonNode amounts) =>
        ((long)amounts["total"]!, (long)amounts["domain"]!, (long)amounts["shared"]!);
}
