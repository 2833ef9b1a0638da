using System.Text.RegularExpressions;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>A low balance, as its owner meets it: on the tab and in the mailbox.</summary>
public sealed partial class LowBalanceTests : AppTests, IDisposable
{
    private const string Site = "fabrikam-shop.example", Tab = "/account/credits/" + Site, Alerts = Tab + "/alerts";

    private readonly string _mailbox = Directory.CreateTempSubdirectory("credits-mail-").FullName;

    public void Dispose() => Directory.Delete(_mailbox, recursive: true);

    [Fact]
    public async Task The_tab_offers_the_pack_that_lifts_the_balance()
    {
        var app = await LowAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        var notice = (await owner.PageAsync(Tab)).QuerySelector(".notice.low")!;

        Assert.Contains("fewer than 450 credits left", notice.TextContent, StringComparison.Ordinal);
        Assert.Equal("shared-1000", notice.QuerySelector("button[name=pack]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_offered_pack_covers_the_threshold()
    {
        var app = await LowAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);
        await PayAsync(app, owner, "shared-1000");
        (await owner.SubmitAsync(Alerts, Alerts, ("threshold", "6000"), ("mail", "true"))).Is(302);

        var notice = (await owner.PageAsync(Tab)).QuerySelector(".notice.low")!;

        // 1,400 credits: the pack bought last would leave them at 2,400.
        Assert.Equal("shared-5000", notice.QuerySelector("button[name=pack]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Hidden_right_after_the_spend_the_notice_stays_away()
    {
        var app = await LowAppAsync(looksAgain: false);
        using var owner = await app.SignInAsync(SampleData.Trial);

        (await owner.SubmitAsync(Tab, "handler=Hide")).Is(302);

        Assert.Null((await owner.PageAsync(Tab)).QuerySelector(".notice.low"));
    }

    [Fact]
    public async Task Hidden_the_notice_stays_away()
    {
        var app = await LowAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        (await owner.SubmitAsync(Tab, "handler=Hide")).Is(302);
        await app.LookForLowBalancesAsync();

        Assert.Null((await owner.PageAsync(Tab)).QuerySelector(".notice.low"));
    }

    [Fact]
    public async Task With_enough_again_the_notice_is_gone_at_once()
    {
        var app = await LowAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        await PayAsync(app, owner, "shared-5000");

        Assert.Null((await owner.PageAsync(Tab)).QuerySelector(".notice.low"));
    }

    [Fact]
    public async Task The_default_is_a_tenth_of_the_last_purchase()
    {
        var app = await LowAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        await PayAsync(app, owner, "shared-5000");

        Assert.Contains("Default: 500", (await owner.PageAsync(Alerts)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_threshold_changes_nothing_and_says_what_is_wrong()
    {
        var app = await LowAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        foreach (var bad in (string[])["-1", "1000001", "1.5", "many", "99999999999999999999"])
        {
            var answer = (await owner.SubmitAsync(Alerts, Alerts, ("threshold", bad))).Is(422, bad);
            Assert.Contains("0 to 1,000,000", answer.Body, StringComparison.Ordinal);
        }

        Assert.Equal("450", (await owner.PageAsync(Alerts)).QuerySelector("#threshold")!.GetAttribute("value"));
    }

    [Fact]
    public async Task One_email_tells_it_and_its_link_stops_them()
    {
        var app = await LowAppAsync();
        await app.LookForLowBalancesAsync();

        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_mailbox)));

        Assert.Contains(SampleData.Trial, mail, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", mail, StringComparison.Ordinal);
        var stop = StopLink().Match(mail.Replace("\r\n", "\n").Replace("=\n", "")).Value;
        using var mailProgram = app.Visit();
        (await mailProgram.GetAsync(stop)).Is(200);
        using var owner = await app.SignInAsync(SampleData.Trial);
        Assert.NotNull((await owner.PageAsync(Alerts)).QuerySelector("#mail[checked]"));
        (await mailProgram.PostAsync(stop, ("List-Unsubscribe", "One-Click"))).Is(200);
        Assert.Null((await owner.PageAsync(Alerts)).QuerySelector("#mail[checked]"));
    }

    [Fact]
    public async Task A_made_up_link_stops_nothing()
    {
        var app = await LowAppAsync();
        using var stranger = app.Visit();

        foreach (var code in (string[])["none", "AAAA", new string('A', 200)])
        {
            (await stranger.GetAsync("/stop-emails/" + code)).Is(404, code);
            (await stranger.PostAsync("/stop-emails/" + code)).Is(404, code);
        }
    }

    // 500 credits, told below 450, 400 left.
    private async Task<App> LowAppAsync(bool looksAgain = true)
    {
        var app = await SampleAppAsync(("Email:Folder", _mailbox), ("Email:From", "credits@seorankgenius.example"));
        using var owner = await app.SignInAsync(SampleData.Trial);
        (await owner.SubmitAsync(Alerts, Alerts, ("threshold", "450"), ("mail", "true"))).Is(302);
        await app.LookForLowBalancesAsync();
        var plugin = await app.World.ActivateAsync(SampleData.TrialKey, Site);
        await app.World.SpendAsync(new TestSite(plugin.SiteId, null!, Site, plugin.Token), 100);
        if (looksAgain)
            await app.LookForLowBalancesAsync();
        return app;
    }

    private static async Task PayAsync(App app, Visitor owner, string pack)
    {
        var back = await app.Stripe.PayAsync(await owner.BuyAsync(Site, pack));
        (await owner.GetAsync(back!.PathAndQuery)).Is(200);
    }

    [GeneratedRegex("/stop-emails/[A-Za-z0-9_-]+")]
    private static partial Regex StopLink();
}
