using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class SpendingOverHttpTests : ApiTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_spend_says_what_was_taken_from_which_pool(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 10);

        var answer = (await plugin.SpendAsync(15)).Is(200);

        Assert.Equal((15, 10, 5), answer.Amounts("charged"));
        Assert.Equal((3_445, 0, 3_445), answer.Amounts("balances"));
        Assert.Null(answer.Header("Idempotent-Replayed"));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_repeated_spend_gets_the_first_answer_again(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450);

        var first = (await plugin.SpendAsync(15, "post-42")).Is(200);
        await plugin.SpendAsync(10);
        var again = (await plugin.SpendAsync(15, "post-42")).Is(200);

        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.Equal(3_425, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Sixty_four_callers_spend_a_license_down_to_the_last_credit(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        var neighbour = await app.World.SiteAsync(site.License);
        using var other = new Plugin(app.Url, neighbour.Token);

        // 64 × 8 × 10 = 5,120 of 4,820; the neighbour cannot touch the site's Domain Credits.
        var answers = await Concurrently.AtOnceAsync(64, async caller =>
        {
            var statuses = new List<int>();
            for (var i = 0; i < 8; i++)
                statuses.Add((await (caller % 2 == 0 ? plugin : other).SpendAsync(10)).Status);
            return statuses;
        });
        while ((await plugin.SpendAsync(10)).Status == 200)
        {
        }

        Assert.All(answers.SelectMany(statuses => statuses), status => Assert.True(status is 200 or 402));
        Assert.Equal(0, (await app.World.BalancesAsync(site)).Total);
        Assert.Equal(2 + 482, await EntriesAsync(app, site) - await SplitsAsync(app, site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_key_twenty_times_at_once_spends_once(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450);

        var answers = await Concurrently.AtOnceAsync(20, _ => plugin.SpendAsync(15, "post-42"));

        Assert.Single(answers.Select(answer => answer.Is(200).Body).Distinct());
        Assert.Equal(19, answers.Count(answer => answer.Header("Idempotent-Replayed") == "true"));
        Assert.Equal(3_435, await app.World.BalanceAsync(site.License.Id));
    }

    private static async Task<int> EntriesAsync(App app, TestSite site) =>
        (await app.World.EntriesAsync(site.Id)).Count + (await app.World.EntriesAsync(site.License.Id)).Count;

    /// <summary>Spends that drew from both pools have two entries.</summary>
    private static async Task<int> SplitsAsync(App app, TestSite site) =>
        (await app.World.EntriesAsync(site.Id)).Select(entry => entry.TransactionId)
        .Intersect((await app.World.EntriesAsync(site.License.Id)).Select(entry => entry.TransactionId)).Count();
}
