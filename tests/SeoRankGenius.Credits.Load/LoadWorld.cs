using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Notifications;

namespace SeoRankGenius.Credits.Load;

/// <summary>A site to call for.</summary>
public sealed record LoadSite(Guid Id, Guid LicenseId, string Domain, string Token);

/// <summary>The real web app on Kestrel, on a database of its own that goes with it.</summary>
public sealed class LoadWorld : IAsyncDisposable
{
    private const long Plenty = 1_000_000_000;

    /// <summary>Arguments that put rate limits out of the way of a measurement, but leave them in place.</summary>
    internal static readonly string[] NoLimits = ["--Api:BurstLimit=100000000", "--Api:RequestsPerSecond=100000000"];

    private static readonly TimeSpan Open = TimeSpan.FromHours(1);

    private readonly string _folder;

    private LoadWorld(DemoHost host, string folder) => (Host, _folder) = (host, folder);

    public DemoHost Host { get; }

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "credits.db")};Foreign Keys=True";

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>Starts on free ports.</summary>
    public static async Task<LoadWorld> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("credits-load-").FullName;
        var host = await DemoHost.StartAsync(new DemoOptions
        {
            AppUrl = "http://127.0.0.1:0",
            StripeUrl = "http://127.0.0.1:0",
            DataFolder = folder,
            Quiet = true,
            // Swept as seldom as the product is; the demo does so each minute.
            Args = [.. NoLimits, "--Stripe:SweepSeconds=300"],
        });
        return new LoadWorld(host, folder);
    }

    /// <summary>Licenses with one site and a full Shared pool each.</summary>
    public async Task<IReadOnlyList<LoadSite>> SitesAsync(int count, string name)
    {
        var owner = await OwnerAsync();
        var sites = await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            var (licenseId, key) = await Get<LicenseIssuance>().IssueAsync(owner.Id, "pro", null, null, default);
            var site = await Get<SiteActivation>().ActivateAsync(key, $"{name}-{number}.example", default);
            await Get<Granting>().GrantAsync(licenseId, Plenty, $"grant:{licenseId:N}", "system", null, default);
            return new LoadSite(site.SiteId, licenseId, site.Domain, site.Token);
        }));
        // As a minute later: the pass that notes new sites would otherwise write in between.
        await Get<LowBalanceAlerts>().PassAsync(default);
        return sites;
    }

    /// <summary>The Shared pools of sites as they stand, for the raw writer.</summary>
    public async Task<IReadOnlyList<RawPool>> RawPoolsAsync(IReadOnlyList<LoadSite> sites)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        var pools = await db.Pools.AsNoTracking().ToDictionaryAsync(pool => pool.Id);
        return [.. sites.Select(site => new RawPool
        {
            Id = site.LicenseId,
            SiteId = site.Id,
            Balance = pools[site.LicenseId].Balance,
            Sequence = pools[site.LicenseId].Sequence,
        })];
    }

    /// <summary>Purchases whose checkout is open.</summary>
    public async Task<List<Purchase>> PurchasesAsync(IReadOnlyList<LoadSite> sites, int count)
    {
        var (writer, time) = (Get<Writer>(), Get<TimeProvider>());
        var pack = Get<PriceList>().PacksOf(PoolKind.Shared).First();
        var owner = await OwnerAsync();
        var buyers = sites.Select(site => new Buyer(owner.Id, owner.Email!, site.Id, site.Domain, site.LicenseId))
            .ToList();
        var made = new List<Purchase>();
        var now = time.GetUtcNow().UtcDateTime;
        await writer.RunAsync(async db =>
        {
            made.Clear();
            for (var i = 0; i < count; i++)
                // One after the other, and each of a pack of its own: a buyer has one open purchase of a pack.
                made.Add(Purchase.Of(
                    pack with { Code = $"load-{i}" }, "usd", buyers[i % buyers.Count],
                    now.AddMilliseconds(i - count), Open));
            // As Buy Now leaves them.
            made.ForEach(purchase => purchase.StripeSessionId = $"cs_test_load{purchase.Id:N}");
            db.Purchases.AddRange(made);
            await db.SaveChangesAsync();
        });
        return made;
    }

    /// <summary>The sites' owner; not the demo's, whose tab is measured with the sites that it has.</summary>
    public async Task<User> OwnerAsync()
    {
        const string email = "owner@load.example";
        await using var scope = Host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.FindByEmailAsync(email) is { } known)
            return known;
        var owner = new User { UserName = email, Email = email };
        await users.CreateAsync(owner);
        await users.AddToRoleAsync(owner, Roles.Owner);
        return owner;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
