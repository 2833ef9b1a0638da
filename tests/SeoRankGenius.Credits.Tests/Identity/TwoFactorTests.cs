using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed class TwoFactorTests : AppTests
{
    private const string Setup = "/admin/two-factor";

    [Fact]
    public async Task Where_it_is_required_every_page_of_the_back_office_leads_to_setting_it_up()
    {
        var app = await SampleAppAsync(("Admins:RequireTwoFactor", "true"));
        using var admin = await app.SignInAsync(SampleData.Admin);

        foreach (var route in (await app.RoutesAsync()).Where(route => route.IsOfAdmin && route.Pattern != Setup))
            Assert.Equal(
                Setup,
                (await admin.SendAsync(new HttpMethod(route.Method), route.For("none.example"))).Is(302, $"{route}")
                    .Location);
    }

    [Fact]
    public async Task Once_it_is_set_up_the_back_office_opens()
    {
        var app = await SampleAppAsync(("Admins:RequireTwoFactor", "true"));
        using var admin = await app.SignInAsync(SampleData.Admin);

        await app.SetUpAsync(admin);

        (await admin.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task In_development_it_is_offered_and_not_required()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.GetAsync("/admin")).Is(200);
        Assert.NotNull((await admin.PageAsync("/admin/security")).QuerySelector($"main a[href='{Setup}']"));
    }

    [Fact]
    public async Task The_password_alone_opens_nothing()
    {
        var app = await SampleAppAsync();
        await SetUpAsync(app);
        using var admin = app.Visit();

        var answer = await admin.SignInAsync(SampleData.Admin, SampleData.Password, "/signin?returnUrl=%2Fadmin%2Fx");

        Assert.Equal("/signin/code?returnUrl=%2Fadmin%2Fx", answer.Is(302).Location, ignoreCase: true);
        Assert.DoesNotContain("credits", admin.CookieNames);
        (await admin.GetAsync("/admin")).Is(302);
    }

    [Fact]
    public async Task Password_and_code_lead_to_the_page_that_asked_for_them()
    {
        var app = await SampleAppAsync();
        var (key, _) = await SetUpAsync(app);
        using var admin = app.Visit();
        var step = await admin.SignInAsync(
            SampleData.Admin, SampleData.Password, "/signin?returnUrl=%2Fadmin%2Fsecurity");

        var answer = await admin.SubmitAsync(step.Location!, "/signin/code", ("Input.Code", app.Code(key)));

        Assert.Equal("/admin/security", answer.Is(302).Location);
        (await admin.GetAsync("/admin/security")).Is(200);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var app = await SampleAppAsync();
        var (key, _) = await SetUpAsync(app);
        using var admin = app.Visit();
        (await admin.SignInWithCodeAsync(app.Code(key))).Is(302);

        using var shoulder = app.Visit();

        (await shoulder.SignInWithCodeAsync(app.Code(key))).Is(200);
    }

    [Fact]
    public async Task Without_the_password_there_is_no_code_to_enter()
    {
        var app = await SampleAppAsync();
        using var visitor = app.Visit();

        Assert.StartsWith(
            "/signin?", (await visitor.GetAsync("/signin/code")).Is(302).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_an_app_that_never_showed_a_code_is_kept_nowhere()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.SubmitAsync(Setup, Setup, ("Input.Code", "000000"))).Is(200);

        using var again = app.Visit();
        Assert.Equal("/admin", (await again.SignInAsync(SampleData.Admin, SampleData.Password)).Is(302).Location);
    }

    [Fact]
    public async Task Setting_it_up_ends_the_other_sessions()
    {
        var app = await SampleAppAsync();
        using var other = await app.SignInAsync(SampleData.Admin);
        using var admin = await app.SignInAsync(SampleData.Admin);

        await app.SetUpAsync(admin);

        (await other.GetAsync("/admin")).Is(302);
        (await admin.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task The_app_before_works_until_the_next_has_shown_a_code()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var (before, _) = await app.SetUpAsync(admin);
        (await admin.GetAsync(Setup)).Is(200);
        using var browser = app.Visit();
        (await browser.SignInWithCodeAsync(app.Code(before))).Is(302);

        var (next, _) = await app.SetUpAsync(browser);

        using var lost = app.Visit();
        (await lost.SignInWithCodeAsync(app.Code(before))).Is(200);
        (await lost.EnterCodeAsync(app.Code(next))).Is(302);
    }

    [Fact]
    public async Task Turning_it_on_is_written_down()
    {
        var app = await SampleAppAsync();

        await SetUpAsync(app);

        Assert.Contains(
            await app.World.AuditAsync(), record => record.Action == AuditAction.TwoFactorTurnedOn);
    }

    private static async Task<(string Key, IReadOnlyList<string> RecoveryCodes)> SetUpAsync(App app)
    {
        using var admin = await app.SignInAsync(SampleData.Admin);
        return await app.SetUpAsync(admin);
    }
}
