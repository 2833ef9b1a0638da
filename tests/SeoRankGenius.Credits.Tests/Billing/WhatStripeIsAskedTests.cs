using System.Globalization;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class WhatStripeIsAskedTests : AppTests
{
    [Fact]
    public async Task The_session_carries_our_reference()
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync(await app.World.LicenseAsync(), "northwind-agency.example");

        await app.BuyAsync(site, "domain-5000");

        var purchase = (await app.World.PurchaseAsync()).Id.ToString("D");
        var fields = Creation(app).Fields;
        Assert.Equal(purchase, fields["client_reference_id"]);
        foreach (var metadata in (string[])["metadata", "payment_intent_data[metadata]"])
        {
            Assert.Equal(purchase, fields[$"{metadata}[purchase_id]"]);
            Assert.Equal("domain-5000", fields[$"{metadata}[pack]"]);
            Assert.Equal("domain", fields[$"{metadata}[pool]"]);
            Assert.Equal("northwind-agency.example", fields[$"{metadata}[site]"]);
        }
    }

    [Fact]
    public async Task The_session_sells_one_pack_at_its_price()
    {
        var app = await AppAsync(Provider.Sqlite);

        await app.BuyAsync(await app.World.SiteAsync(), "shared-15000");

        var fields = Creation(app).Fields;
        Assert.Equal("payment", fields["mode"]);
        Assert.Equal("1", fields["line_items[0][quantity]"]);
        Assert.Equal("usd", fields["line_items[0][price_data][currency]"]);
        Assert.Equal("4000", fields["line_items[0][price_data][unit_amount]"]);
        Assert.Equal("15,000 shared credits", fields["line_items[0][price_data][product_data][name]"]);
        Assert.DoesNotContain("line_items[1][quantity]", fields.Keys);
    }

    [Fact]
    public async Task The_session_knows_the_buyer()
    {
        var app = await AppAsync(Provider.Sqlite);
        var owner = await app.World.OwnerAsync("owner@northwind.example");
        var site = await app.World.SiteAsync(await app.World.LicenseAsync(ownerId: owner));

        await app.BuyAsync(site);

        Assert.Equal("owner@northwind.example", Creation(app).Fields["customer_email"]);
    }

    [Fact]
    public async Task The_session_closes_after_an_hour()
    {
        var app = await AppAsync(Provider.Sqlite);

        await app.BuyAsync(await app.World.SiteAsync());

        var purchase = await app.World.PurchaseAsync();
        var expiresAt = long.Parse(Creation(app).Fields["expires_at"], CultureInfo.InvariantCulture);
        Assert.Equal(purchase.ExpiresAt, DateTimeOffset.FromUnixTimeSeconds(expiresAt).UtcDateTime);
        Assert.Equal(app.World.Time.GetUtcNow().ToUnixTimeSeconds() + 3_600, expiresAt);
    }

    [Fact]
    public async Task The_purchase_is_the_idempotency_key()
    {
        var app = await AppAsync(Provider.Sqlite);

        await app.BuyAsync(await app.World.SiteAsync());

        Assert.Equal((await app.World.PurchaseAsync()).Id.ToString("D"), Creation(app).IdempotencyKey);
    }

    [Fact]
    public async Task Stripe_is_asked_in_the_version_whose_events_we_read()
    {
        var app = await AppAsync(Provider.Sqlite);

        await app.BuyAsync(await app.World.SiteAsync());

        Assert.Equal("2026-10-28.endive", Creation(app).StripeVersion);
    }

    [Theory]
    [InlineData("PromotionCodes", "allow_promotion_codes")]
    [InlineData("AutomaticTax", "automatic_tax[enabled]")]
    [InlineData("Invoices", "invoice_creation[enabled]")]
    public async Task What_is_configured_reaches_Stripe(string setting, string field)
    {
        var app = await AppAsync(Provider.Sqlite, ($"Stripe:{setting}", "true"));

        await app.BuyAsync(await app.World.SiteAsync());

        Assert.Equal("true", Creation(app).Fields[field]);
    }

    [Fact]
    public async Task Tax_invoices_codes_are_off_by_default()
    {
        var app = await AppAsync(Provider.Sqlite);

        await app.BuyAsync(await app.World.SiteAsync());

        Assert.DoesNotContain(Creation(app).Fields.Keys, field =>
            field.StartsWith("allow_promotion_codes", StringComparison.Ordinal)
            || field.StartsWith("automatic_tax", StringComparison.Ordinal)
            || field.StartsWith("invoice_creation", StringComparison.Ordinal));
    }

    private static SandboxRequest Creation(App app) => Assert.Single(app.Stripe.Requests);
}
