using SeoRankGenius.Credits.Configuration;

namespace SeoRankGenius.Credits.Tests.Catalog;

/// <summary>A bad catalog stops the start; every fault is listed at once and names its key.</summary>
public sealed class CatalogFaultsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Packs:0:Code"] = "shared-1000",
        ["Packs:0:Pool"] = "Shared",
        ["Packs:0:Credits"] = "1000",
        ["Packs:0:PriceMinor"] = "500",
        ["Packs:1:Code"] = "domain-1000",
        ["Packs:1:Pool"] = "Domain",
        ["Packs:1:Credits"] = "1000",
        ["Packs:1:PriceMinor"] = "500",
        ["Features:0:Code"] = "meta-generation",
        ["Features:0:Name"] = "Meta generation",
        ["Features:0:MinCredits"] = "1",
        ["Features:0:MaxCredits"] = "5",
        ["Plans:0:Code"] = "free",
        ["Plans:0:Name"] = "Free",
        ["Plans:0:PriceMinor"] = "0",
        ["Plans:0:IncludedCredits"] = "0",
        ["Plans:0:SiteLimit"] = "1",
        ["Plans:1:Code"] = "pro",
        ["Plans:1:Name"] = "Pro",
        ["Plans:1:PriceMinor"] = "2900",
        ["Plans:1:IncludedCredits"] = "2000",
        ["Plans:1:SiteLimit"] = "10",
    };

    [Fact]
    public void A_good_catalog_has_no_fault() => Assert.Empty(FaultsWith([]));

    [Theory]
    [InlineData("Packs:0:Credits", "many")]
    [InlineData("Packs:0:Credits", "1e3")]
    [InlineData("Packs:0:Credits", "1,000")]
    [InlineData("Packs:0:Credits", "0")]
    [InlineData("Packs:0:Credits", "-1000")]
    [InlineData("Packs:0:Credits", "9223372036854775807")]
    [InlineData("Packs:0:Credits", "99999999999999999999")]
    [InlineData("Packs:0:PriceMinor", "")]
    [InlineData("Packs:0:PriceMinor", "5.00")]
    [InlineData("Packs:0:PriceMinor", "49")]
    [InlineData("Packs:0:Pool", "Global")]
    [InlineData("Packs:0:Pool", "7")]
    [InlineData("Packs:0:Pool", "")]
    [InlineData("Packs:0:Code", "")]
    [InlineData("Packs:0:Code", "Shared 1000")]
    [InlineData("Features:0:Code", "meta_generation")]
    [InlineData("Features:0:Name", "")]
    [InlineData("Features:0:MinCredits", "0")]
    [InlineData("Features:0:MinCredits", "one")]
    [InlineData("Features:0:MaxCredits", "16")]
    [InlineData("Plans:1:PriceMinor", "49")]
    [InlineData("Plans:1:PriceMinor", "-2900")]
    [InlineData("Plans:1:IncludedCredits", "-1")]
    [InlineData("Plans:1:SiteLimit", "0")]
    [InlineData("Plans:1:SiteLimit", "ten")]
    [InlineData("Plans:1:Name", "")]
    [InlineData("Plans:1:StripePrice", "")]
    [InlineData("Plans:1:StripePrice", "seo pro")]
    [InlineData("Plans:1:TrialDays", "two weeks")]
    [InlineData("Plans:1:TrialDays", "-1")]
    [InlineData("Plans:1:TrialDays", "731")]
    [InlineData("Plans:0:TrialDays", "14")]
    [InlineData("Plans:1:TrialCredits", "500")]
    [InlineData("Currency", "USD")]
    [InlineData("Currency", "dollar")]
    public void A_fault_names_its_key(string key, string value) =>
        Assert.StartsWith(
            $"Catalog:{key} must ", Assert.Single(FaultsWith(new() { [key] = value })), StringComparison.Ordinal);

    [Theory]
    [InlineData("Packs:1:Code", "shared-1000", "Packs")]
    [InlineData("Packs:1:Code", "SHARED-1000", "Packs")]
    [InlineData("Plans:1:Code", "free", "Plans")]
    [InlineData("Plans:1:PriceMinor", "0", "Plans")]
    [InlineData("Plans:0:PriceMinor", "900", "Plans")]
    public void A_fault_between_items_names_their_list(string key, string value, string list) =>
        Assert.Contains(
            FaultsWith(new() { [key] = value }),
            fault => fault.StartsWith($"Catalog:{list} must ", StringComparison.Ordinal));

    [Fact]
    public void A_range_upside_down_is_a_fault() =>
        Assert.Equal(
            ["Catalog:Features:0:MaxCredits must not be below MinCredits."],
            FaultsWith(new() { ["Features:0:MinCredits"] = "6" }));

    [Fact]
    public void A_missing_number_is_a_fault() =>
        Assert.StartsWith(
            "Catalog:Packs:0:Credits must ",
            Assert.Single(FaultsWith(new() { ["Packs:0:Credits"] = null })),
            StringComparison.Ordinal);

    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        var faults = FaultsWith(new()
        {
            ["Packs:0:Credits"] = "many",
            ["Packs:1:Pool"] = "Global",
            ["Features:0:MaxCredits"] = "16",
            ["Plans:1:SiteLimit"] = "0",
        });

        Assert.Equal(
            [
                "Catalog:Features:0:MaxCredits", "Catalog:Packs:0:Credits", "Catalog:Packs:1:Pool",
                "Catalog:Plans:1:SiteLimit",
            ],
            faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> FaultsWith(Dictionary<string, string?> changes)
    {
        var settings = Good.Concat(changes).GroupBy(setting => $"Catalog:{setting.Key}", setting => setting.Value)
            .ToDictionary(setting => setting.Key, setting => setting.Last());
        using var services = ConfiguredCatalog.Of(settings);
        return Record.Exception(services.CheckOptions) is InvalidConfiguration bad ? bad.Faults : [];
    }
}
