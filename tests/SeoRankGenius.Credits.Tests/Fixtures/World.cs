using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.BackOffice;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>A license made for a test.</summary>
public sealed record TestLicense(Guid Id, string Key, Guid OwnerId);

/// <summary>A site made for a test; its Domain pool has its id, its Shared pool the license's.</summary>
public sealed record TestSite(Guid Id, TestLicense License, string Domain, string Token);

/// <summary>
/// A test's own database, a clock that stands still and one running instance of the library. Speaks in what people
/// do: issue a license, connect a site, grant, spend.
/// </summary>
public sealed class World : IReusable
{
    /// <summary>The feature whose action may cost anything from 1 to 15 credits.</summary>
    public const string AnyFeature = "any-action";

    public static readonly PriceList Catalog =
        PriceList.Default with { Features = [new(AnyFeature, "Any action", 1, 15)] };

    private readonly ServiceProvider _services;
    private readonly bool _ownsDatabase;
    private DateTimeOffset _startedAt;
    private int _made;

    private World(
        TestDatabase database, ManualTime time, bool ownsDatabase, string? options = null,
        Action<IServiceCollection>? configure = null)
    {
        (Database, Time, _ownsDatabase, _startedAt) = (database, time, ownsDatabase, time.GetUtcNow());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Provider.ToString(),
            ["ConnectionStrings:Credits"] = $"{database.ConnectionString};{options}",
        }).Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddData(configuration)
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
            .AddSingleton(Catalog)
            .AddLedger().AddLicensing().AddUsage().AddMailing().AddNotifications()
            .AddSingleton(new BackOfficeOptions())
            .AddBackOffice();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public TestDatabase Database { get; }

    public ManualTime Time { get; }

    public Writer Writer => _services.GetRequiredService<Writer>();

    public LowBalanceAlerts Alerting => Get<LowBalanceAlerts>();

    public LowBalanceMails AlertMails => Get<LowBalanceMails>();

    public AuditLog Audit => Get<AuditLog>();

    public Holding Holding => _services.GetRequiredService<Holding>();

    public IServiceScopeFactory Scopes => _services.GetRequiredService<IServiceScopeFactory>();

    public LaunchLinks Launching => _services.GetRequiredService<LaunchLinks>();

    /// <summary>An operation of the library.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Set by a test that breaks the ledger on purpose.</summary>
    public bool IsBroken { get; set; }

    /// <summary>A world on a database of its own; the options are added to the connection string.</summary>
    public static async Task<World> OnAsync(Provider provider, string? options = null) =>
        new(await TestDatabase.CreateAsync(provider), new ManualTime(), ownsDatabase: true, options);

    public static World On(TestDatabase database, Action<IServiceCollection>? configure = null) =>
        new(database, new ManualTime(), ownsDatabase: true, configure: configure);

    /// <summary>A second instance of the app on the same database; the caller disposes it.</summary>
    public World AnotherInstance(Action<IServiceCollection>? configure = null) =>
        new(Database, Time, ownsDatabase: false, configure: configure);

    public async Task<Guid> OwnerAsync(string? email = null)
    {
        var owner = new User { Email = email ?? $"owner-{Interlocked.Increment(ref _made)}@northwind.example" };
        owner.UserName = owner.Email;
        await WriteAsync(async db =>
        {
            db.Users.Add(owner);
            await db.SaveChangesAsync();
        });
        return owner.Id;
    }

    public async Task<TestLicense> LicenseAsync(
        string plan = "pro", DateTime? trialEndsAt = null, string? key = null, Guid? ownerId = null)
    {
        var owner = ownerId ?? await OwnerAsync();
        var (id, issued) = await _services.GetRequiredService<LicenseIssuance>()
            .IssueAsync(owner, plan, trialEndsAt, key, default);
        return new(id, issued, owner);
    }

    public async Task<TestSite> SiteAsync(TestLicense license, string? domain = null)
    {
        domain ??= $"site-{Interlocked.Increment(ref _made)}.example";
        var activation = await ActivateAsync(license.Key, domain);
        return new(activation.SiteId, license, activation.Domain, activation.Token);
    }

    /// <summary>A site under a new license, with credits in its pools.</summary>
    public async Task<TestSite> SiteAsync(long shared = 0, long domain = 0)
    {
        var site = await SiteAsync(await LicenseAsync());
        if (shared > 0)
            await GrantAsync(site.License.Id, shared);
        if (domain > 0)
            await GrantAsync(site.Id, domain);
        return site;
    }

    public Task<ActivatedSite> ActivateAsync(string licenseKey, string domain) =>
        _services.GetRequiredService<SiteActivation>().ActivateAsync(licenseKey, domain, default);

    /// <summary>Puts credits into a pool.</summary>
    /// <returns>False when the cause had been granted before.</returns>
    public Task<bool> GrantAsync(Guid poolId, long credits, string? cause = null) =>
        _services.GetRequiredService<Granting>()
            .GrantAsync(poolId, credits, cause ?? $"grant:{Guid.NewGuid():N}", "system", null, default);

    /// <summary>Spends so many credits, with a new key unless one is given.</summary>
    public Task<IdempotentResult<SpendResult>> SpendAsync(
        TestSite site, long credits, string? key = null, string? reference = null)
    {
        var each = Enumerable.Range(1, 15).First(each => credits % each == 0 && credits / each <= 1_000);
        return SpendAsync(
            site, new SpendRequest(key ?? Guid.NewGuid().ToString(), AnyFeature, each, credits / each, reference));
    }

    public Task<IdempotentResult<SpendResult>> SpendAsync(
        TestSite site, SpendRequest request, CancellationToken cancellation = default) =>
        _services.GetRequiredService<Spending>().SpendAsync(site.Id, request, cancellation);

    /// <summary>Sets what an admin or a subscription would set.</summary>
    public Task ChangeAsync(TestLicense license, Action<License> change) => WriteAsync(async db =>
    {
        change(await db.Licenses.SingleAsync(row => row.Id == license.Id));
        await db.SaveChangesAsync();
    });

    public Task WriteAsync(Func<CreditsDb, Task> change) => Writer.RunAsync(change);

    /// <summary>Writes by prepared statements, with no savepoint.</summary>
    public Task WritePreparedAsync(Func<CreditsDb, bool> change) => Writer.RunPreparedAsync(change);

    /// <summary>Reads on a connection other than the writer's.</summary>
    public async Task<T> ReadAsync<T>(Func<CreditsDb, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CreditsDb>());
    }

    public Task<Verification> VerifyAsync() => ReadAsync(db => db.VerifyAsync(default));

    /// <summary>Keeps rows and clock as they are for <see cref="ResetAsync"/>.</summary>
    public Task SnapshotAsync()
    {
        _startedAt = Time.GetUtcNow();
        return Database.SnapshotAsync();
    }

    public async Task<bool> ResetAsync()
    {
        // What was given up by its caller may still wait to be written.
        await WriteAsync(_ => Task.CompletedTask);
        if (!await Database.RestoreAsync())
            return false;
        Time.AdjustTime(_startedAt);
        (_made, IsBroken) = (0, false);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsDatabase)
            await Database.DisposeAsync();
    }
}
