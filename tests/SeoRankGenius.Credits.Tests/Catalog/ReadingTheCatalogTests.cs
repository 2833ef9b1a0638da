using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Tests.Catalog;

public sealed class ReadingTheCatalogTests
{
    [Fact]
    public void Without_configuration_the_packs_are_the_guides_six()
    {
        var packs = Read().Packs.Select(pack => (pack.Pool, pack.Credits, pack.PriceMinor));

        Assert.Equal(
            [
                (PoolKind.Shared, 1_000, 5_00), (PoolKind.Shared, 5_000, 20_00), (PoolKind.Shared, 15_000, 40_00),
                (PoolKind.Domain, 1_000, 5_00), (PoolKind.Domain, 5_000, 20_00), (PoolKind.Domain, 10_000, 30_00),
            ],
            packs);
    }

    [Fact]
    public void Without_configuration_every_feature_costs_1_to_15() =>
        Assert.All(Read().Features, feature => Assert.True(
            feature is { MinCredits: >= 1, MaxCredits: <= 15 } && feature.MinCredits <= feature.MaxCredits));

    [Fact]
    public void Without_configuration_there_is_one_free_plan() => Assert.Single(Read().Plans, plan => plan.IsFree);

    [Fact]
    public void Configured_packs_replace_the_guides()
    {
        var catalog = Read(
            ("Packs:0:Code", "shared-200"), ("Packs:0:Pool", "Shared"),
            ("Packs:0:Credits", "200"), ("Packs:0:PriceMinor", "150"));

        Assert.Equal([new Pack("shared-200", PoolKind.Shared, 200, 1_50)], catalog.Packs);
    }

    [Fact]
    public void Configured_packs_leave_the_other_lists_alone()
    {
        var catalog = Read(
            ("Packs:0:Code", "shared-200"), ("Packs:0:Pool", "Shared"),
            ("Packs:0:Credits", "200"), ("Packs:0:PriceMinor", "150"));

        Assert.Equal(PriceList.Default.Features, catalog.Features);
        Assert.Equal(PriceList.Default.Plans, catalog.Plans);
    }

    [Fact]
    public void Configured_features_replace_the_defaults()
    {
        var catalog = Read(
            ("Features:0:Code", "alt-texts"), ("Features:0:Name", "Alt texts"),
            ("Features:0:MinCredits", "1"), ("Features:0:MaxCredits", "2"));

        Assert.Equal([new Feature("alt-texts", "Alt texts", 1, 2)], catalog.Features);
    }

    [Fact]
    public void A_plan_finds_its_price_at_Stripe_by_its_code() =>
        Assert.Equal("pro", PriceList.Default.PlanOfPrice("seorankgenius-pro")?.Code);

    [Fact]
    public void A_configured_plan_may_have_a_trial_and_a_price_of_its_own()
    {
        var catalog = Read(
            ("Plans:0:Code", "free"), ("Plans:0:Name", "Free"), ("Plans:0:PriceMinor", "0"),
            ("Plans:0:IncludedCredits", "0"), ("Plans:0:SiteLimit", "1"),
            ("Plans:1:Code", "team"), ("Plans:1:Name", "Team"), ("Plans:1:PriceMinor", "4900"),
            ("Plans:1:IncludedCredits", "4000"), ("Plans:1:SiteLimit", "20"),
            ("Plans:1:StripePrice", "team-2026"), ("Plans:1:TrialDays", "7"), ("Plans:1:TrialCredits", "100"));

        var team = catalog.PlanOfPrice("team-2026");
        Assert.Equal(("team", 7, 100), (team?.Code, team?.TrialDays, team?.TrialCredits));
    }

    [Fact]
    public void A_plan_that_is_not_in_the_catalog_counts_as_free() =>
        Assert.Equal(PriceList.Default.FreePlan, PriceList.Default.PlanOf("legacy"));

    private static PriceList Read(params (string Key, string Value)[] settings)
    {
        using var services = ConfiguredCatalog.Of(
            settings.ToDictionary(setting => $"Catalog:{setting.Key}", setting => (string?)setting.Value));
        return services.GetRequiredService<PriceList>();
    }
}
