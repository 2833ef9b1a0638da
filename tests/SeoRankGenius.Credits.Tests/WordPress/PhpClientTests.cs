using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Tests.Api;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Fault = SeoRankGenius.Credits.Tests.Fixtures.ProxyFault;

namespace SeoRankGenius.Credits.Tests.WordPress;

/// <summary>The PHP client, run by PHP, through a proxy that loses, cuts, delays and duplicates.</summary>
public sealed class PhpClientTests : ApiTests
{
    private const string Feature = "content-analysis";

    [SkippableTheory]
    [InlineData(Fault.None), InlineData(Fault.Lost), InlineData(Fault.Unanswered), InlineData(Fault.Cut)]
    [InlineData(Fault.Truncated), InlineData(Fault.Delayed), InlineData(Fault.Duplicated), InlineData(Fault.Gateway)]
    [InlineData(Fault.Page), InlineData(Fault.Busy)]
    public async Task A_spend_is_charged_once(Fault fault)
    {
        var (app, site, proxy) = await StartAsync(shared: 3_450, domain: 10);
        await using var _ = proxy;
        proxy.Inject(fault);

        var answers = await Php.CallAsync(proxy.Url, site.Token, ["spend", "post-42", Feature, 15]);

        Assert.Equal((15, 10, 5), Amounts(answers[0]["answer"]!["charged"]!));
        Assert.Equal(0, proxy.Pending);
        Assert.Equal(3_445, (await app.World.BalancesAsync(site)).Total);
    }

    [SkippableFact]
    public async Task A_spend_without_any_answer_is_charged_once_when_repeated()
    {
        var (app, site, proxy) = await StartAsync(shared: 3_450);
        await using var _ = proxy;
        proxy.Inject(Fault.Unanswered, Fault.Cut, Fault.Gateway, Fault.Truncated);

        var answers = await Php.CallAsync(
            proxy.Url, site.Token, ["spend", "post-42", Feature, 15], ["spend", "post-42", Feature, 15]);

        Assert.Equal("SRG_Unavailable_Error", (string)answers[0]["error"]!);
        Assert.Equal(
            "The credits service cannot be reached right now. Try again in a minute; nothing is charged twice.",
            (string)answers[0]["message"]!);
        Assert.Equal((15, 0, 15), Amounts(answers[1]["answer"]!["charged"]!));
        Assert.Equal(3_435, (await app.World.BalancesAsync(site)).Total);
    }

    [SkippableFact]
    public async Task Forty_spends_through_random_faults_are_charged_forty_times()
    {
        var (app, site, proxy) = await StartAsync(shared: 3_450);
        await using var _ = proxy;
        var random = new Random(15);
        Fault[] quick = [.. Enum.GetValues<Fault>().Where(fault => fault != Fault.Delayed)];
        // A fault is followed by none, so that every call gets its answer in the end.
        proxy.Inject(Enumerable.Range(0, 30).SelectMany(_ => new[] { random.GetItems(quick, 1)[0], Fault.None }));

        var answers = await Php.CallAsync(proxy.Url, site.Token,
            [.. Enumerable.Range(0, 40).Select(action => new object?[] { "spend", $"action-{action}", Feature, 5 })]);

        Assert.All(answers, answer => Assert.Equal((5, 0, 5), Amounts(answer["answer"]!["charged"]!)));
        Assert.Equal(0, proxy.Pending);
        Assert.Equal(3_450 - 200, (await app.World.BalancesAsync(site)).Total);
    }

    [SkippableTheory]
    [InlineData(Fault.None), InlineData(Fault.Unanswered), InlineData(Fault.Cut), InlineData(Fault.Duplicated)]
    public async Task A_run_behind_a_hold_is_charged_what_it_used(Fault fault)
    {
        var (app, site, proxy) = await StartAsync(shared: 3_450);
        await using var _ = proxy;
        proxy.Inject(fault, Fault.None, fault);

        var answers = await Php.CallAsync(
            proxy.Url, site.Token, ["with_hold", "run-7", Feature, 100, new[] { 20, 30 }]);

        Assert.Equal("done", (string)answers[0]["answer"]!);
        Assert.Equal(3_400, (await app.World.BalancesAsync(site)).Total);
    }

    [SkippableFact]
    public async Task Work_that_fails_is_charged_what_it_used_before()
    {
        var (app, site, proxy) = await StartAsync(shared: 3_450);
        await using var _ = proxy;

        var answers = await Php.CallAsync(
            proxy.Url, site.Token,
            ["with_hold", "run-7", Feature, 100, new[] { 20, -1 }], ["with_hold", "run-8", Feature, 100, new[] { -1 }]);

        Assert.All(answers, answer => Assert.Equal("LogicException", (string)answer["error"]!));
        Assert.Equal(3_430, (await app.World.BalancesAsync(site)).Total);
    }

    [SkippableFact]
    public async Task Too_few_credits_say_where_to_buy()
    {
        var (app, site, proxy) = await StartAsync(shared: 14);
        await using var _ = proxy;

        var answer = (await Php.CallAsync(proxy.Url, site.Token, ["spend", "post-42", Feature, 15])).Single();

        Assert.Equal(
            ("SRG_Insufficient_Credits_Error", "insufficient_credits", 402),
            ((string)answer["error"]!, (string)answer["code"]!, (int)answer["status"]!));
        Assert.Equal(
            "This needs 15 credits; 14 are available. Buy credits, then try again.", (string)answer["message"]!);
        Assert.EndsWith($"/account/credits/{site.Domain}", (string)answer["help"]!);
        Assert.Equal(14, (await app.World.BalancesAsync(site)).Total);
    }

    [SkippableFact]
    public async Task A_replaced_token_asks_to_connect()
    {
        var (app, site, proxy) = await StartAsync();
        await using var _ = proxy;
        await app.World.ActivateAsync(site.License.Key, site.Domain);

        var answer = (await Php.CallAsync(proxy.Url, site.Token, ["balances"])).Single();

        Assert.Equal("SRG_Not_Connected_Error", (string)answer["error"]!);
    }

    [SkippableFact]
    public async Task The_other_calls_answer()
    {
        var (app, site, proxy) = await StartAsync(shared: 3_450);
        await using var _ = proxy;

        var answers = await Php.CallAsync(
            proxy.Url, "", ["activate", site.License.Key, site.Domain], ["balances"], ["features"], ["features"],
            ["estimate", Feature, 10], ["launch_link"]);

        Assert.All(answers, answer => Assert.Null(answer["error"]));
        Assert.Equal((3_450, 0, 3_450), Amounts(answers[1]["answer"]!["balances"]!));
        Assert.Equal("yes", (string)answers[4]["answer"]!["enough"]!);
        Assert.StartsWith(app.Url.ToString() + "launch/", (string)answers[5]["answer"]!["url"]!);
    }

    private async Task<(App App, TestSite Site, FaultyProxy Proxy)> StartAsync(long shared = 0, long domain = 0)
    {
        Php.Require();
        var app = await ApiAsync();
        return (app, await app.World.SiteAsync(shared, domain), await FaultyProxy.StartAsync(app.Url));
    }

    private static (int, int, int) Amounts(JsonNode amounts) =>
        ((int)amounts["total"]!, (int)amounts["domain"]!, (int)amounts["shared"]!);
}
