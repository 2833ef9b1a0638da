using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Web;

namespace SeoRankGenius.Credits.Tests.Web;

public sealed class StartingTests
{
    private static readonly string[] Complete =
    [
        "--Stripe:SecretKey=sk_live_x", "--Stripe:WebhookSecret=whsec_x", "--PublicUrl=https://credits.example",
    ];

    [Theory]
    [InlineData("Stripe:SecretKey")]
    [InlineData("Stripe:WebhookSecret")]
    [InlineData("PublicUrl")]
    public void Production_does_not_start_without(string key)
    {
        var bad = Assert.Throws<BadConfiguration>(() =>
            Build("Production", [.. Complete.Where(arg => !arg.Contains(key, StringComparison.Ordinal))]));

        Assert.StartsWith(key + " is missing.", Assert.Single(bad.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_missing_is_listed_at_once()
    {
        var bad = Assert.Throws<BadConfiguration>(() => Build("Production", "--Catalog:Currency=dollars"));

        foreach (var key in (string[])["Catalog:Currency", "PublicUrl", "Stripe:SecretKey", "Stripe:WebhookSecret"])
            Assert.Contains(bad.Faults, fault => fault.StartsWith(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Complete_it_starts_in_production() => Build("Production", Complete);

    [Fact]
    public void Development_needs_nothing() => Build("Development");

    [Fact]
    public void An_unknown_database_is_named()
    {
        var bad = Assert.Throws<BadConfiguration>(() => Build("Development", "--Database:Provider=Oracle"));

        Assert.Contains("Oracle", Assert.Single(bad.Faults), StringComparison.Ordinal);
    }

    private static void Build(string environment, params string[] args)
    {
        var app = CreditsApp.Build(new WebApplicationOptions { EnvironmentName = environment, Args = args });
        ((IDisposable)app).Dispose();
    }
}
