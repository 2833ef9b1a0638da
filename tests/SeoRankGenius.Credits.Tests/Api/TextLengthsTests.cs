using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>Lengths are counted in Unicode code points, as JSON Schema does: an emoji is one character.</summary>
public sealed class TextLengthsTests : ApiTests
{
    private const string Emoji = "\U0001F980";

    [SkippableTheory, EachDatabase]
    public async Task A_reference_has_two_hundred_characters(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        var longest = Repeat(Emoji, 200);

        await plugin.SpentAsync(5, longest);
        var hold = await plugin.PostAsync(
            "credits/holds", new { feature = "content-analysis", credits = 5, reference = longest }, "h");

        hold.Is(201);
        var found = (await plugin.GetAsync($"credits/transactions?reference={Uri.EscapeDataString(longest)}")).Is(200);
        Assert.Equal([longest, longest], found.Json["items"]!.AsArray().Select(item => (string)item!["reference"]!));
    }

    [Theory]
    [InlineData("credits/spend"), InlineData("credits/holds")]
    public async Task A_reference_of_one_more_is_refused(string route)
    {
        var (_, plugin) = await SiteAsync(await ApiAsync(), shared: 3_450);

        var refused = await plugin.PostAsync(
            route, new { feature = "content-analysis", credits = 5, reference = Repeat(Emoji, 201) }, "k");

        Assert.NotNull(refused.Refuses(422, "invalid_request")["errors"]!["reference"]);
    }

    [Fact]
    public async Task A_key_has_255_characters()
    {
        var (_, plugin) = await SiteAsync(await ApiAsync(), shared: 3_450);

        (await plugin.SpendAsync(5, new string('k', 255))).Is(200);

        var refused = (await plugin.SpendAsync(5, new string('k', 256))).Refuses(422, "invalid_request");
        Assert.NotNull(refused["errors"]!["idempotencyKey"]);
    }

    [Theory]
    [InlineData(100, 404), InlineData(101, 422)]
    public async Task A_license_key_has_a_hundred_characters(int length, int status)
    {
        using var plugin = new Plugin((await ApiAsync()).Url);

        (await plugin.PostAsync("sites/activate", new { licenseKey = Repeat(Emoji, length), domain = "a.example" }))
            .Is(status);
    }

    [Theory]
    [InlineData(2_000, 201), InlineData(2_001, 422)]
    public async Task A_domain_has_two_thousand_as_it_is_sent(int length, int status)
    {
        var app = await ApiAsync();
        var license = await app.World.LicenseAsync();
        using var plugin = new Plugin(app.Url);
        const string Start = "https://shop.example/";

        (await plugin.PostAsync(
            "sites/activate",
            new { licenseKey = license.Key, domain = Start + Repeat("a", length - Start.Length) })).Is(status);
    }

    [Theory]
    [InlineData(253, 201), InlineData(254, 422)]
    public async Task A_domain_has_253_as_it_is_stored(int length, int status)
    {
        var app = await ApiAsync();
        var license = await app.World.LicenseAsync();
        using var plugin = new Plugin(app.Url);
        var labels = string.Concat(Enumerable.Repeat(new string('a', 59) + ".", 4));
        var domain = labels + new string('b', length - labels.Length);

        (await plugin.PostAsync("sites/activate", new { licenseKey = license.Key, domain })).Is(status);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
