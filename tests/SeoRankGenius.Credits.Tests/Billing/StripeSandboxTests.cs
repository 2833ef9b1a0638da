using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>What the product relies on in the demo's Stripe sandbox, over HTTP.</summary>
public sealed class StripeSandboxTests : AppTests
{
    [Fact]
    public async Task A_list_is_read_page_by_page_with_the_newest_first()
    {
        var app = await AppAsync(Provider.Sqlite);
        string[] made = [.. ((string[])["a", "b", "c", "d"]).Select(key => app.Stripe.Prices.Offer(key, key, 9_00))];

        var first = await GetAsync(app, "/v1/prices?limit=3");
        var second = await GetAsync(app, $"/v1/prices?limit=1&starting_after={made[1]}");
        var back = await GetAsync(app, $"/v1/prices?limit=1&ending_before={made[0]}");
        var all = await GetAsync(app, "/v1/prices?limit=100");

        Assert.Equal([made[3], made[2], made[1]], Ids(first));
        Assert.Equal([made[0]], Ids(second));
        Assert.Equal([made[1]], Ids(back));
        Assert.All([first, second, back], page => Assert.True((bool)page["has_more"]!));
        Assert.False((bool)all["has_more"]!);
    }

    [Fact]
    public async Task A_list_in_another_object_holds_ten_at_most()
    {
        var app = await AppAsync(Provider.Sqlite);
        var session = await OpenAsync(app, "usd", items: 12);

        var embedded = (await GetAsync(app, $"/v1/checkout/sessions/{session}?expand[]=line_items"))["line_items"]!;
        var listed = await GetAsync(app, $"/v1/checkout/sessions/{session}/line_items?limit=100");

        Assert.Equal(10, Ids(embedded).Length);
        Assert.True((bool)embedded["has_more"]!);
        Assert.Equal(12, Ids(listed).Length);
        Assert.False((bool)listed["has_more"]!);
    }

    [Fact]
    public async Task The_payment_of_an_invoice_says_when_it_was_paid()
    {
        var app = await AppAsync(Provider.Sqlite);
        await app.Stripe.PayAsync(await OpenAsync(app, "usd", items: 1, hasInvoice: true));

        var payment = (await GetAsync(app, "/v1/invoice_payments"))["data"]!.AsArray().Single()!;

        Assert.Equal((long)payment["created"]!, (long)payment["status_transitions"]!["paid_at"]!);
    }

    [Theory]
    [InlineData("usd", "Pay $5.00")]
    [InlineData("eur", "Pay EUR 5.00")]
    [InlineData("jpy", "Pay JPY 500")]
    [InlineData("kwd", "Pay KWD 0.500")]
    public async Task An_amount_has_the_decimals_of_its_currency(string currency, string button)
    {
        var app = await AppAsync(Provider.Sqlite);
        using var http = Client(app);

        var page = await http.GetStringAsync("/c/pay/" + await OpenAsync(app, currency, items: 1));

        Assert.Contains($">{button}</button>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/c/pay/cs_test_1")]
    [InlineData("/p/session/bps_1")]
    [InlineData("/receipts/ch_1")]
    [InlineData("/sandbox.css")]
    [InlineData("/v1/events")]
    public async Task The_app_serves_no_page_of_the_sandbox(string path)
    {
        var app = await AppAsync(Provider.Sqlite);
        using var http = Client(app);

        using var answer = await http.GetAsync(new Uri(app.Url, path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static HttpClient Client(App app)
    {
        var http = new HttpClient { BaseAddress = app.Stripe.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_demo");
        return http;
    }

    private static async Task<JsonNode> GetAsync(App app, string path)
    {
        using var http = Client(app);
        return JsonNode.Parse(await http.GetStringAsync(path))!;
    }

    // The lines cost 500 minor units in all.
    private static async Task<string> OpenAsync(App app, string currency, int items, bool hasInvoice = false)
    {
        var fields = new Dictionary<string, string> { ["mode"] = "payment", ["success_url"] = "https://app.example/" };
        if (hasInvoice)
            fields["invoice_creation[enabled]"] = "true";
        for (var i = 0; i < items; i++)
        {
            fields[$"line_items[{i}][quantity]"] = "1";
            fields[$"line_items[{i}][price_data][currency]"] = currency;
            fields[$"line_items[{i}][price_data][unit_amount]"] = i == 0 ? "500" : "0";
            fields[$"line_items[{i}][price_data][product_data][name]"] = "5,000 shared credits";
        }

        using var http = Client(app);
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync("/v1/checkout/sessions", form);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    private static string[] Ids(JsonNode list) => [.. list["data"]!.AsArray().Select(item => (string)item!["id"]!)];
}
