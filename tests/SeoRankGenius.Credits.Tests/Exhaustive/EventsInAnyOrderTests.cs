using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// Stripe delivers late, twice and in any order, and the buyer may land at any moment. Every order of two deliveries of
/// each event and two returns to the page is tried: all end alike.
/// </summary>
public sealed class EventsInAnyOrderTests : AppTests
{
    private const string ReturnPage = "the return page";

    [SkippableTheory]
    [EachDatabase(TestCard.BankDebitThatSucceeds, PurchaseStatus.Paid, 5_000)]
    [EachDatabase(TestCard.BankDebitThatFails, PurchaseStatus.Failed, 0)]
    public async Task A_bank_debit_ends_alike(Provider on, TestCard card, PurchaseStatus status, long credits)
    {
        var app = await AppAsync(on);
        var end = "checkout.session.async_payment_" + (credits > 0 ? "succeeded" : "failed");

        foreach (var order in Orders("checkout.session.completed", end, ReturnPage))
            await EndsAsync(app, card, order, status, credits);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_card_payment_ends_alike(Provider on)
    {
        var app = await AppAsync(on);

        foreach (var order in Orders("checkout.session.completed", "payment_intent.succeeded", ReturnPage))
            await EndsAsync(app, TestCard.Card, order, PurchaseStatus.Paid, 5_000);
    }

    private static async Task EndsAsync(
        App app, TestCard card, string[] order, PurchaseStatus status, long credits)
    {
        var site = await app.World.SiteAsync();
        var before = app.Stripe.Events.Count;
        var session = await app.BuyAsync(site);
        var purchase = (await app.World.PurchasesAsync()).Single(made => made.StripeSessionId == session);
        await app.Stripe.PayAsync(session, card);
        if (card != TestCard.Card)
            await app.Stripe.CompleteBankDebitAsync(session);
        var events = app.Stripe.Events.Skip(before).ToDictionary(made => (string)made["type"]!);

        foreach (var step in order)
            if (step == ReturnPage)
                await app.ReadBackAsync(purchase.Id);
            else
                await app.ProcessAsync(events[step]);

        var ended = await app.World.PurchaseAsync(purchase.Id);
        var entries = await app.World.EntriesAsync(site.License.Id);
        Assert.True(
            ended.Status == status && entries.Sum(entry => entry.Credits) == credits && entries.Count <= 1,
            $"{string.Join(", ", order)}: {ended.Status}, {entries.Count} entries");
    }

    // Each step twice, in every order that can be distinguished: 90 for three steps.
    private static IEnumerable<string[]> Orders(params string[] steps) =>
        Permute([.. steps.Concat(steps).Order(StringComparer.Ordinal)]);

    private static IEnumerable<string[]> Permute(string[] rest) => rest.Length == 0
        ? [[]]
        : rest.Distinct().SelectMany(first => Permute(Without(rest, first)).Select(tail => (string[])[first, .. tail]));

    private static string[] Without(string[] rest, string one)
    {
        var at = Array.IndexOf(rest, one);
        return [.. rest[..at], .. rest[(at + 1)..]];
    }
}
