using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Tests.OutgoingWebhooks;

/// <summary>Each event is queued in the transaction of its cause, once for each endpoint of the license.</summary>
public sealed class QueuedEventsTests : WorldTests
{
    private static readonly Actor Admin = new(Guid.NewGuid(), "admin@seorankgenius.example", "admin", null);

    [SkippableTheory, EachDatabase]
    public async Task A_fall_below_the_threshold(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 110);
        await world.Alerting.PassAsync(default);

        await world.SpendAsync(site, 15);
        await world.SpendAsync(site, 15);
        await world.Alerting.PassAsync(default);

        var data = Assert.Single(await QueuedAsync(world, "balance.low"))["data"]!;
        Assert.Equal(
            (site.Domain, 100, 95),
            ((string)data["site"]!, (long)data["threshold"]!, (long)data["balance"]!));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_fall_that_the_pass_finds(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 110);
        await world.Alerting.PassAsync(default);
        await world.Alerting.SetAsync(site.Id, 200, wantsMail: false, default);

        await world.Alerting.PassAsync(default);

        Assert.Equal(110, (long)Assert.Single(await QueuedAsync(world, "balance.low"))["data"]!["balance"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_site_that_its_plugin_removes(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.Get<SiteActivation>().DeactivateAsync(site.Id, default);

        var data = Assert.Single(await QueuedAsync(world, "site.removed"))["data"]!;
        Assert.Equal((site.Id, site.Domain), ((Guid)data["siteId"]!, (string)data["site"]!));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_site_that_an_admin_removes(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.Get<SiteAdmin>().RemoveAsync(Admin, site.Id, Leftover.Keep, "Customer asked.", default);

        Assert.Single(await QueuedAsync(world, "site.removed"));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_plan_that_changes(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        var admin = world.Get<LicenseAdmin>();

        await admin.LimitSitesAsync(Admin, site.License.Id, 20, default);
        await admin.SuspendAsync(Admin, site.License.Id, "Customer asked.", default);

        var data = Assert.Single(await QueuedAsync(world, "plan.changed"))["data"]!;
        Assert.Equal(
            ("pro", "suspended", "pro", "active"),
            ((string)data["plan"]!, (string)data["status"]!, (string)data["previousPlan"]!,
                (string)data["previousStatus"]!));
    }

    [SkippableTheory, EachDatabase]
    public async Task Nothing_for_a_refused_change(Provider on)
    {
        var (world, site) = await GivenAsync(on, shared: 110);
        await world.Alerting.PassAsync(default);

        await Assert.ThrowsAsync<Refusal>(() => world.SpendAsync(site, 120));

        Assert.Empty(await QueuedAsync(world, "balance.low"));
    }

    [SkippableTheory, EachDatabase]
    public async Task Every_endpoint_that_is_on_gets_the_same_event(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        await AddEndpointAsync(world, site.License, "https://two.example.com/");
        await AddEndpointAsync(world, site.License, "https://off.example.com/", isOff: true);
        await AddEndpointAsync(world, await world.LicenseAsync(), "https://others.example.com/");

        await world.Get<SiteActivation>().DeactivateAsync(site.Id, default);

        var queued = await QueuedAsync(world, "site.removed");
        Assert.Equal(2, queued.Count);
        Assert.Single(queued.Select(payload => payload.ToJsonString()).Distinct());
    }

    private async Task<(World World, TestSite Site)> GivenAsync(Provider on, long shared = 0)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared);
        await AddEndpointAsync(world, site.License, "https://one.example.com/");
        return (world, site);
    }

    private static Task AddEndpointAsync(World world, TestLicense license, string url, bool isOff = false) =>
        world.WriteAsync(async db =>
        {
            var endpoint = WebhookEndpoint.Of(license.Id, url, "sealed", world.Time.Now);
            endpoint.DisabledAt = isOff ? world.Time.Now : null;
            db.WebhookEndpoints.Add(endpoint);
            await db.SaveChangesAsync();
        });

    private static Task<List<JsonNode>> QueuedAsync(World world, string type) => world.ReadAsync(async db =>
        (await db.WebhookDeliveries.Where(row => row.Type == type).ToListAsync())
            .ConvertAll(row => JsonNode.Parse(row.Payload)!));
}
