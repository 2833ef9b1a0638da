using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// The demo's own host on a copy of its sample data. For one test, or as a class's fixture for tests that only read; a
/// derived fixture prepares what they read. Ends with the ledger's verification.
/// </summary>
public class DemoRun : IAsyncLifetime
{
    private readonly string _folder = TemporaryFolder.Create("credits-browser-", inMemory: true);

    public DemoHost Host { get; private set; } = null!;

    /// <summary>What the app mailed.</summary>
    public IEnumerable<string> Mails =>
        Directory.CreateDirectory(Path.Combine(_folder, "mail")).EnumerateFiles()
            .Select(file =>
            {
                // It may be written just now.
                using var reader = new StreamReader(
                    new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                return reader.ReadToEnd();
            });

    /// <summary>Browser profiles that were opened on it, until it ends.</summary>
    public List<IBrowserContext> Profiles { get; } = [];

    /// <summary>A page of each person who signed in, which one test after another uses.</summary>
    public Dictionary<string, IPage> Pages { get; } = [];

    public async Task InitializeAsync()
    {
        await DemoSamples.CopyToAsync(_folder);
        Host = await DemoSamples.StartAsync(_folder);
        await PrepareAsync();
    }

    /// <summary>One of the samples' people, signed in without a browser.</summary>
    public async Task<Visitor> SignInAsync(string email)
    {
        var visitor = new Visitor(new Uri(Host.AppUrl));
        (await visitor.SignInAsync(email, SampleData.Password)).Is(302);
        return visitor;
    }

    /// <summary>The purchase of a session.</summary>
    public async Task<Guid> PurchaseAsync(string session)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CreditsDb>().Purchases
            .Where(purchase => purchase.StripeSessionId == session).Select(purchase => purchase.Id).SingleAsync();
    }

    /// <summary>Buys a pack for the agency's site and pays; the session, whose events were delivered.</summary>
    public async Task<string> SellAsync(Visitor owner, string pack = "shared-5000")
    {
        var session = await owner.BuyAsync(BrowserTests.Agency, pack);
        await Host.Stripe!.PayAsync(session);
        await Host.Stripe.Deliveries.IdleAsync();
        return session;
    }

    public async Task DisposeAsync()
    {
        try
        {
            await using var scope = Host.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
            Assert.Empty((await db.VerifyAsync(default)).Discrepancies);
        }
        finally
        {
            foreach (var profile in Profiles)
                await profile.CloseAsync();
            await Host.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Does over HTTP what the class's tests look at.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;
}
