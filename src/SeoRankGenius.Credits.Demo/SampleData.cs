using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Demo;

/// <summary>
/// The accounts, licenses and sites that the demo starts with, made through the product's own operations. Every step
/// may be repeated, so an interrupted start is completed by the next.
/// </summary>
public sealed class SampleData
{
    public const string Password = "demo-Credits-2026";
    public const string Owner = "owner@northwind.example", OwnerKey = "SRG-NORTHWIND-0001";
    public const string Trial = "trial@fabrikam.example", TrialKey = "SRG-FABRIKAM-0001";
    public const string Free = "free@contoso.example", FreeKey = "SRG-CONTOSO-0001";
    public const string Admin = "admin@seorankgenius.example", SecondAdmin = "second.admin@seorankgenius.example";

    private static readonly TimeSpan TrialTime = TimeSpan.FromDays(14);

    private readonly IServiceProvider _services;
    private History _history = null!;
    private readonly string _tokenFile;
    private Dictionary<string, string> _tokens = [];

    private SampleData(IServiceProvider services, string folder)
    {
        _services = services;
        _tokenFile = Path.Combine(folder, "tokens.json");
    }

    /// <summary>Each site's token by its domain. The database holds their hashes only.</summary>
    public IReadOnlyDictionary<string, string> Tokens => _tokens;

    /// <summary>Creates the missing sample data.</summary>
    public static async Task<SampleData> EnsureAsync(IServiceProvider services, string folder)
    {
        await using var scope = services.CreateAsyncScope();
        var samples = new SampleData(scope.ServiceProvider, folder);
        if (File.Exists(samples._tokenFile))
            samples._tokens = JsonSerializer.Deserialize<Dictionary<string, string>>(
                await File.ReadAllTextAsync(samples._tokenFile))!;

        await samples.UserAsync(Admin, Roles.Admin);
        var second = await samples.UserAsync(SecondAdmin, Roles.Admin);
        samples._history = new History(
            samples._services, new Actor(second.Id, SecondAdmin, Roles.Admin, IpAddress: null));
        await samples.NorthwindAsync();
        await samples.FabrikamAsync();
        await samples.ContosoAsync();
        return samples;
    }

    /// <summary>A table of accounts, keys and tokens.</summary>
    public string Describe()
    {
        var text = new StringBuilder($"  Password of all accounts: {Password}\n\n");
        text.AppendLine($"  {Owner,-34}  Pro          {OwnerKey}");
        text.AppendLine($"  {Trial,-34}  Pro, trial   {TrialKey}");
        text.AppendLine($"  {Free,-34}  Free         {FreeKey}");
        text.AppendLine($"  {Admin,-34}  back office");
        text.AppendLine($"  {SecondAdmin,-34}  back office, for approvals\n");
        foreach (var (domain, token) in _tokens)
            text.AppendLine($"  {domain,-34}  {token}");
        return text.ToString();
    }

    private async Task NorthwindAsync()
    {
        var license = await LicenseAsync(Owner, OwnerKey, "pro", trial: false);
        var agency = await SiteAsync(OwnerKey, "northwind-agency.example");
        var bakery = await SiteAsync(OwnerKey, "client-bakery.example");
        var yoga = await SiteAsync(OwnerKey, "client-yoga.example");
        await _history.AddNorthwindAsync(license, agency, bakery, yoga);
    }

    private async Task FabrikamAsync()
    {
        var license = await LicenseAsync(Trial, TrialKey, "pro", trial: true);
        await SiteAsync(TrialKey, "fabrikam-shop.example");
        await _history.GrantAsync(daysAgo: 6, license, 500);
    }

    private async Task ContosoAsync()
    {
        await LicenseAsync(Free, FreeKey, "free", trial: false);
        await SiteAsync(FreeKey, "contoso-blog.example");
    }

    private async Task<User> UserAsync(string email, string role)
    {
        var users = _services.GetRequiredService<UserManager<User>>();
        var user = await users.FindByEmailAsync(email);
        if (user is null)
            (await users.CreateAsync(user = new User { UserName = email, Email = email }, Password)).Require();
        if (!await users.IsInRoleAsync(user, role))
            (await users.AddToRoleAsync(user, role)).Require();
        return user;
    }

    private async Task<Guid> LicenseAsync(string email, string key, string plan, bool trial)
    {
        var owner = await UserAsync(email, Roles.Owner);
        var db = _services.GetRequiredService<CreditsDb>();
        if (await db.Licenses.AsNoTracking().FirstOrDefaultAsync(license => license.OwnerId == owner.Id) is { } made)
            return made.Id;

        DateTime? trialEndsAt = trial
            ? _services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime + TrialTime
            : null;
        var (licenseId, _) = await _history.Issuing(daysAgo: 30)
            .IssueAsync(owner.Id, plan, trialEndsAt, key, CancellationToken.None);
        return licenseId;
    }

    private async Task<Guid> SiteAsync(string key, string domain)
    {
        var db = _services.GetRequiredService<CreditsDb>();
        var site = await db.Sites.AsNoTracking().FirstOrDefaultAsync(site => site.Domain == domain);
        if (site is not null && _tokens.ContainsKey(domain))
            return site.Id;

        var activation = await _history.Activating(daysAgo: 30)
            .ActivateAsync(key, domain, CancellationToken.None);
        _tokens[domain] = activation.Token;
        await File.WriteAllTextAsync(_tokenFile, JsonSerializer.Serialize(_tokens));
        return activation.SiteId;
    }
}
