using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>Account › Developers, as an owner uses it without JavaScript.</summary>
public sealed class DevelopersPageTests : AppTests
{
    private const string Page = "/account/developers";

    [Fact]
    public async Task A_new_endpoint_shows_its_secret_once()
    {
        var (app, owner, _) = await GivenAsync();
        using var visitor = owner;

        var added = await visitor.PageAsync(Page);
        var shown = Visitor.Parse((await AddAsync(visitor, "https://example.com/hook")).Is(200));

        Assert.Matches("^srgw_[A-Z2-9]{32}$", shown.QuerySelector("code.key")!.TextContent);
        Assert.Null((await visitor.PageAsync(Page)).QuerySelector("code.key"));
        Assert.DoesNotContain("example.com/hook", added.Body!.TextContent);
        Assert.DoesNotContain(
            shown.QuerySelector("code.key")!.TextContent,
            await app.World.ReadAsync(db => db.WebhookEndpoints.Select(row => row.SealedSecret).SingleAsync()));
    }

    [Fact]
    public async Task A_private_address_is_refused_beside_the_field()
    {
        var (_, owner, _) = await GivenAsync();
        using var visitor = owner;

        var refused = (await AddAsync(visitor, "https://10.0.0.1/hook")).Is(422);

        Assert.Contains("Enter a public address.", refused.Body);
        Assert.Equal("https://10.0.0.1/hook", Visitor.Parse(refused).QuerySelector<IHtmlInputElement>("#url")!.Value);
    }

    [Fact]
    public async Task A_test_event_is_listed_and_sent_again()
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, owner, _) = await GivenAsync(("Webhooks:AllowPrivateTargets", "true"));
        using var visitor = owner;
        await AddAsync(visitor, endpoint.Url);

        await PressAsync(visitor, "Send test");
        Assert.Contains("Waiting", (await visitor.PageAsync(Page)).Body!.TextContent);
        Assert.Equal($"{Page}?done=waiting", await PressAsync(visitor, "Send test"));
        await app.Get<WebhookPass>().PassAsync(default);
        Assert.Contains("Delivered", (await visitor.PageAsync(Page)).Body!.TextContent);
        await PressAsync(visitor, "Send again");
        await app.Get<WebhookPass>().PassAsync(default);

        Assert.Equal(2, endpoint.Received.Count);
        Assert.Single(endpoint.Received.Select(one => one.Payload).Distinct());
    }

    [Fact]
    public async Task Removing_an_endpoint_removes_its_deliveries()
    {
        var (app, owner, _) = await GivenAsync();
        using var visitor = owner;
        await AddAsync(visitor, "https://example.com/hook");
        await PressAsync(visitor, "Send test");

        await PressAsync(visitor, "Remove");

        Assert.Equal(
            (0, 0),
            await app.World.ReadAsync(async db =>
                (await db.WebhookEndpoints.CountAsync(), await db.WebhookDeliveries.CountAsync())));
    }

    [Fact]
    public async Task A_license_has_five_endpoints()
    {
        var (_, owner, _) = await GivenAsync();
        using var visitor = owner;
        for (var number = 1; number <= 5; number++)
            (await AddAsync(visitor, $"https://example.com/{number}")).Is(200);

        Assert.Contains("at most 5 endpoints", (await AddAsync(visitor, "https://example.com/6")).Is(422).Body);
        Assert.Contains("has an endpoint", (await AddAsync(visitor, "https://example.com/1")).Is(422).Body);
    }

    [Fact]
    public async Task Someone_elses_endpoint_does_not_exist()
    {
        var (app, owner, _) = await GivenAsync();
        using var visitor = owner;
        await AddAsync(visitor, "https://example.com/hook");
        var id = $"{await app.World.ReadAsync(db => db.WebhookEndpoints.Select(row => row.Id).SingleAsync())}";
        using var other = await app.SignInAsync(SampleData.Trial);

        foreach (var handler in (string[])["Rotate", "Test", "Enable", "Remove"])
            (await other.PostWithTokenAsync(Page, $"{Page}?handler={handler}", ("endpoint", id))).Is(404);
    }

    private async Task<(App App, Visitor Owner, string License)> GivenAsync(params (string, string)[] settings)
    {
        var app = await SampleAppAsync(settings);
        var owner = await app.SignInAsync(SampleData.Owner);
        var license = (await owner.PageAsync(Page)).QuerySelector<IHtmlInputElement>("input[name=license]")!.Value;
        return (app, owner, license);
    }

    private static async Task<HttpAnswer> AddAsync(Visitor owner, string url)
    {
        var license = (await owner.PageAsync(Page)).QuerySelector<IHtmlInputElement>("input[name=license]")!.Value;
        return await owner.PostWithTokenAsync(Page, $"{Page}?handler=Add", ("license", license), ("url", url));
    }

    private static async Task<string> PressAsync(Visitor owner, string button)
    {
        var page = await owner.PageAsync(Page);
        var pressed = page.QuerySelectorAll<IHtmlButtonElement>("button")
            .First(one => one.TextContent.StartsWith(button, StringComparison.Ordinal));
        var target = pressed.GetAttribute("formaction") ?? pressed.Form!.GetAttribute("action")!;
        var fields = pressed.Form!.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")
            .Select(field => (field.Name!, field.Value)).ToArray();
        return (await owner.PostAsync(target, fields)).Is(302).Location!;
    }
}
