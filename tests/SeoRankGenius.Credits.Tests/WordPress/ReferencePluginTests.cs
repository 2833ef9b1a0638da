using SeoRankGenius.Credits.Tests.Api;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.WordPress;

/// <summary>The reference plugin in wp-admin, run by PHP. Each request is a process.</summary>
public sealed class ReferencePluginTests : ApiTests, IDisposable
{
    private const string Page = "srg-credits", Domain = "wordpress.example";

    private readonly string _folder = TemporaryFolder.Create("credits-wordpress-", inMemory: true);
    private string _home = $"https://www.{Domain}/blog";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task It_connects_the_site_by_its_license_key()
    {
        var (app, license) = await StartAsync(shared: 0);

        var before = await AdminAsync(app, Page);
        await SubmitAsync(app, "srg_connect", $"license_key={license.Key}");
        var page = await AdminAsync(app, Page);

        Assert.Contains("menu: SEO Rank Genius → Account › Credits", before);
        Assert.Contains("Connect this site", before);
        Assert.Contains($"Connected {Domain}.", page);
    }

    [SkippableFact]
    public async Task The_page_shows_the_tiles()
    {
        Php.Require();
        var app = await SampleAppAsync();
        _home = "https://northwind-agency.example/";
        await SubmitAsync(app, "srg_connect", "license_key=srg–northwind–0001");

        var page = await AdminAsync(app, Page);

        Assert.Contains("<h2>4,820</h2><p>Total Available</p>", page);
        Assert.Contains("<h2>3,450</h2><p>Shared Credits</p>", page);
        Assert.Contains("<h2>1,370</h2><p>Domain Credits</p>", page);
    }

    [SkippableFact]
    public async Task The_button_opens_a_launch_link()
    {
        Php.Require();
        var app = await SampleAppAsync();
        await SubmitAsync(app, "srg_connect", "license_key=SRG-NORTHWIND-0001");

        var answer = await SubmitAsync(app, "srg_launch");

        var link = new Uri(answer.Split("redirect: ")[1].Trim());
        using var browser = app.Visit();
        Assert.Equal($"/account/credits/{Domain}", (await browser.OpenAsync(link.PathAndQuery)).Is(302).Location);
    }

    [SkippableFact]
    public async Task A_run_is_charged_per_post()
    {
        var (app, license) = await ConnectedAsync(shared: 3_450);

        await SubmitAsync(app, "srg_describe");

        Assert.Contains("Wrote 3 descriptions.", await AdminAsync(app, Page));
        Assert.Equal(3_447, await app.World.BalanceAsync(license.Id));
    }

    [SkippableFact]
    public async Task An_interrupted_run_is_charged_once()
    {
        var (app, license) = await ConnectedAsync(shared: 3_450);
        await SubmitAsync(app, "srg_describe", ("SRG_DIES_AT", "42"));

        await SubmitAsync(app, "srg_describe");

        Assert.Contains("Wrote 3 descriptions.", await AdminAsync(app, Page));
        Assert.Equal(3_447, await app.World.BalanceAsync(license.Id));
    }

    [SkippableFact]
    public async Task Too_few_credits_lead_to_the_Credits_tab()
    {
        var (app, license) = await ConnectedAsync(shared: 2);

        await SubmitAsync(app, "srg_describe");

        var page = await AdminAsync(app, Page);
        Assert.Contains("This needs 3 credits; 2 are available. Buy credits, then try again.", page);
        Assert.Contains($"href=\"{app.Url}account/credits/{Domain}\"", page);
        Assert.Equal(2, await app.World.BalanceAsync(license.Id));
    }

    [SkippableTheory]
    [InlineData("srg_launch"), InlineData("srg_describe"), InlineData("srg_connect")]
    public async Task Another_sites_form_changes_nothing(string action)
    {
        var (app, license) = await ConnectedAsync(shared: 3_450);

        Assert.Contains("died: The link you followed has expired.", await AdminAsync(app, "admin_post_" + action));
        Assert.Equal(3_450, await app.World.BalanceAsync(license.Id));
    }

    [SkippableFact]
    public async Task An_editor_cannot_spend()
    {
        var (app, license) = await ConnectedAsync(shared: 3_450);

        var answer = await SubmitAsync(app, "srg_describe", ("SRG_USER", "editor"));

        Assert.Contains("died: Only administrators can manage credits.", answer);
        Assert.Equal(3_450, await app.World.BalanceAsync(license.Id));
    }

    private async Task<(App App, TestLicense License)> StartAsync(long shared)
    {
        Php.Require();
        var app = await ApiAsync();
        var license = await app.World.LicenseAsync();
        if (shared > 0)
            await app.World.GrantAsync(license.Id, shared);
        return (app, license);
    }

    private async Task<(App App, TestLicense License)> ConnectedAsync(long shared)
    {
        var (app, license) = await StartAsync(shared);
        await SubmitAsync(app, "srg_connect", $"license_key={license.Key}");
        // Reads the notice.
        await AdminAsync(app, Page);
        return (app, license);
    }

    private Task<string> SubmitAsync(App app, string action, string? field = null) =>
        RunAsync(app, ["admin_post_" + action, $"_wpnonce=nonce-{action}", field ?? "none="]);

    private Task<string> SubmitAsync(App app, string action, (string, string) variable) =>
        RunAsync(app, ["admin_post_" + action, $"_wpnonce=nonce-{action}"], variable);

    /// <summary>The page in wp-admin, or a form's action without its nonce.</summary>
    private Task<string> AdminAsync(App app, string action) => RunAsync(app, [action]);

    private Task<string> RunAsync(App app, string[] arguments, params (string Name, string Value)[] variables) =>
        Php.RunAsync(
            "plugin.php",
            [Php.Plugin, .. arguments],
            new(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)))
            {
                ["SRG_API"] = $"{app.Url}api/v1",
                ["SRG_STATE"] = Path.Combine(_folder, "state.json"),
                ["SRG_HOME"] = _home,
            });
}
