using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>Owners see their own purchases only. What is tried comes from the routing table.</summary>
public sealed class OthersPurchasesTests : AppTests
{
    private const string Input = "id";

    [Theory, InlineData(SampleData.Trial), InlineData(SampleData.Free)]
    public async Task Anothers_purchase_answers_as_one_that_does_not_exist(string who)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await app.Stripe.PayAsync(await owner.BuyAsync("northwind-agency.example", "domain-1000"));
        var theirs = (await app.World.PurchaseAsync()).Id;
        using var me = await app.SignInAsync(who);
        var before = await app.World.MoneyAsync();

        foreach (var route in (await app.RoutesAsync()).Where(IsOfPurchase))
            HttpAnswer.AssertSame(
                (await TryAsync(me, route, Guid.NewGuid())).Is(404, $"{route}"), await TryAsync(me, route, theirs));

        Assert.Equal(before, await app.World.MoneyAsync());
    }

    // The way back from "Check again" looks nothing up.
    private static bool IsOfPurchase(Route route) =>
        route.IsOfAccount && route.Inputs.Contains(Input)
        && route is not { Method: "GET", Pattern: "/account/purchases/{id:guid}/check" };

    private static Task<HttpAnswer> TryAsync(Visitor me, Route route, Guid id)
    {
        var address = route.Pattern.Replace("{id:guid}", $"{id}", StringComparison.Ordinal)
            .Replace("{paper}", "receipt", StringComparison.Ordinal);
        return route.Method == "GET" ? me.GetAsync(address) : me.PostWithTokenAsync("/signout", address);
    }
}
