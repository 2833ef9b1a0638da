using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>An operator deletes a license's customer in Stripe's dashboard.</summary>
public sealed class DeletedCustomersTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_pack_is_sold_to_a_new_customer(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await DeletedAsync(app, site.License);

        await app.SellAsync(site);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_plan_is_sold_to_a_new_customer(Provider on)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync();
        await DeletedAsync(app, license);

        await app.SubscribedAsync(license);

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_plan_of_a_deleted_customer_ends(Provider on)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync();
        var subscription = await app.SubscribedAsync(license);
        var customer = (await app.World.LicenseRowAsync(license)).StripeCustomerId!;

        app.Stripe.Cards.DeleteCustomer(customer);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(LicenseStatus.Canceled, (await app.World.LicenseRowAsync(license)).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_end_of_the_old_plan_counts_after_a_new_customer_was_created(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var subscription = await app.SubscribedAsync(site.License);
        app.Stripe.Cards.DeleteCustomer((await app.World.LicenseRowAsync(site.License)).StripeCustomerId!);
        await app.SellAsync(site);

        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(LicenseStatus.Canceled, (await app.World.LicenseRowAsync(site.License)).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_audit_names_both_customers_once(Provider on)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync();
        var deleted = await DeletedAsync(app, license);

        await app.StartAsync(license);
        await app.StartAsync(license);

        var record = await app.World.ReadAsync(db =>
            db.AuditRecords.SingleAsync(row => row.Action == AuditAction.CustomerReplaced));
        Assert.Equal(license.Id, record.LicenseId);
        Assert.Contains(deleted, record.Before, StringComparison.Ordinal);
        Assert.Contains(
            (await app.World.LicenseRowAsync(license)).StripeCustomerId!, record.After, StringComparison.Ordinal);
    }

    // The id of the license's deleted customer.
    private static async Task<string> DeletedAsync(App app, TestLicense license)
    {
        await app.StartAsync(license);
        var customer = (await app.World.LicenseRowAsync(license)).StripeCustomerId!;
        await app.Stripe.ExpireAsync((await app.World.OrdersAsync())[^1].StripeSessionId!);
        app.Stripe.Cards.DeleteCustomer(customer);
        return customer;
    }
}
