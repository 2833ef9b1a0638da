using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>Each page that takes a license takes the viewer's own only.</summary>
public sealed class OthersPlansTests : AppTests
{
    private const string Page = "/account/plans";

    [Theory]
    [InlineData("POST", "/start")]
    [InlineData("POST", "/billing")]
    [InlineData("GET", "/back/")]
    [InlineData("GET", "?license=")]
    public async Task Anothers_license_answers_as_one_that_does_not_exist(string method, string address)
    {
        var app = await SampleAppAsync(PlanSteps.WithAgency);
        using var me = await app.SignInAsync(SampleData.Trial);
        using var other = await app.SignInAsync(SampleData.Owner);
        var theirs = (await other.PageAsync(Page)).QuerySelector<IHtmlInputElement>("input[name=license]")!.Value;
        var before = await app.World.MoneyAsync();

        HttpAnswer.AssertSame(
            (await TryAsync(me, method, address, $"{Guid.NewGuid()}")).Is(404),
            await TryAsync(me, method, address, theirs));

        Assert.Equal(before, await app.World.MoneyAsync());
        Assert.Empty(await app.World.OrdersAsync());
    }

    [Fact]
    public async Task Anothers_checkout_answers_as_one_that_does_not_exist()
    {
        var app = await SampleAppAsync(PlanSteps.WithAgency);
        using var me = await app.SignInAsync(SampleData.Trial);
        using var other = await app.SignInAsync(SampleData.Free);
        var started = await other.SubmitAsync(Page, "/start", ("plan", "pro"));
        var session = new Uri(started.Is(303).Location!).Segments[^1];
        await app.Stripe.PayAsync(session);

        HttpAnswer.AssertSame(
            (await me.GetAsync(Page + "/done?session_id=cs_test_none")).Is(404),
            await me.GetAsync(Page + "/done?session_id=" + session));

        Assert.Empty(await app.World.SubscriptionsAsync());
    }

    private static Task<HttpAnswer> TryAsync(Visitor me, string method, string address, string license) =>
        method == "GET"
            ? me.GetAsync(Page + address + license)
            : me.PostWithTokenAsync("/signout", Page + address, ("license", license), ("plan", "pro"));
}
