using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>
/// A payment of $20 is disputed while the bank account has another currency: the balance transactions are in that one,
/// each at its own rate.
/// </summary>
public sealed class DisputesInOtherCurrenciesTests : AppTests
{
    [SkippableTheory]
    [EachDatabase("eur", "0.86", -17_20, 0, 5_000)]
    [EachDatabase("eur", "0.86", -17_20, 16_80, 0, "0.84")]
    [EachDatabase("eur", "0.86", -17_20, 17_60, 0, "0.88")]
    [EachDatabase("eur", "0.86", -17_20, 8_40, 2_500, "0.84")]
    [EachDatabase("jpy", "1.5", -30_00, 31_00, 0, "1.55")]
    [EachDatabase("jpy", "1.5", -30_00, 7_75, 3_750, "1.55")]
    [EachDatabase("kwd", "3.07", -61_40, 61_40, 0, "3.07")]
    [EachDatabase("gbp", null, -15_90, 15_30, 0)]
    [EachDatabase("usd", null, -20_00, 5_00, 3_750)]
    [EachDatabase("usd", null, -20_00, 20_00, 0)]
    public async Task Credits_follow_the_disputed_amount(
        Provider on, string currency, string? rate, long withdrawn, long reinstated, long taken,
        string? laterRate = null)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450);
        var session = await app.SellAsync(site);
        app.Stripe.Disputes.Open(session);
        var happened = app.EventOf(
            (string)app.Stripe.Disputes.All[0]["id"]!, "charge.dispute.funds_withdrawn");
        var won = happened.DeepClone().AsObject();
        var moves = new JsonArray(Move(withdrawn, currency, rate));
        happened["data"]!["object"]!["balance_transactions"] = moves;
        (won["id"], won["type"]) = ("evt_won", "charge.dispute.funds_reinstated");
        won["data"]!["object"]!["status"] = "won";
        won["data"]!["object"]!["balance_transactions"] = reinstated == 0
            ? moves.DeepClone()
            : new JsonArray(Move(withdrawn, currency, rate), Move(reinstated, currency, laterRate));

        foreach (var told in (JsonObject[])[happened, happened, won, happened, won])
            (await app.PostEventAsync(told)).Is(200);

        Assert.Equal((taken, 0, 8_450 - taken, 0), await app.World.ClawbackAsync(site));
    }

    private static JsonObject Move(long amount, string currency, string? rate) => new()
    {
        ["id"] = $"txn_{amount}", ["object"] = "balance_transaction", ["amount"] = amount, ["currency"] = currency,
        ["fee"] = amount < 0 ? 1_500 : 0, ["net"] = amount < 0 ? amount - 1_500 : amount, ["type"] = "adjustment",
        ["created"] = 1_700_000_000, ["exchange_rate"] = rate is null ? null : JsonNode.Parse(rate),
    };
}
