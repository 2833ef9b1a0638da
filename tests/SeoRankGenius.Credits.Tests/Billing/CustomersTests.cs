using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Whom Stripe charges.</summary>
public sealed class CustomersTests : AppTests
{
    private const string Email = "owner@northwind.example";

    [SkippableTheory, EachDatabase]
    public async Task A_license_has_one_customer(Provider on)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync();

        var first = await OfAsync(app, license);
        var second = await OfAsync(app, license);

        Assert.Equal(first, second);
        var customer = Assert.Single(app.Stripe.Cards.Customers);
        Assert.Equal((first, Email), ((string)customer["id"]!, (string)customer["email"]!));
        Assert.Equal(license.Id.ToString("D"), (string)customer["metadata"]!["license"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task Asked_for_by_two_instances_at_once_it_is_made_once(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        var license = await app.World.LicenseAsync();

        var ids = await Concurrently.AtOnceAsync(8, caller => OfAsync(caller % 2 == 0 ? app : other, license));

        Assert.Single(ids.Distinct());
        Assert.Single(app.Stripe.Cards.Customers);
    }

    [Fact]
    public async Task A_lost_answer_leads_to_the_same_customer()
    {
        var app = await AppAsync(Provider.Sqlite);
        var license = await app.World.LicenseAsync();
        app.Stripe.Faults.Next(Fault.AnswerLost, times: 3);
        await Assert.ThrowsAsync<DependencyUnavailable>(() => OfAsync(app, license));

        var id = await OfAsync(app, license);

        Assert.Equal(id, (string)Assert.Single(app.Stripe.Cards.Customers)["id"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_checkout_of_a_license_with_a_customer_names_it(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var id = await OfAsync(app, site.License);

        await app.SellAsync(site);

        var fields = app.Stripe.Requests.Single(request => request.Path == "/v1/checkout/sessions").Fields;
        Assert.Equal(id, fields["customer"]);
        Assert.DoesNotContain("customer_email", fields.Keys);
        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    private static Task<string> OfAsync(App app, TestLicense license) =>
        app.Get<StripeCustomers>().OfAsync(license.Id, Email, default);
}
