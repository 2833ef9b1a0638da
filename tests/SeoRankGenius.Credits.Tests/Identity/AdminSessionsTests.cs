using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed class AdminSessionsTests : AppTests
{
    private const string Page = "/admin/security";

    [Fact]
    public async Task An_admin_sees_where_they_are_signed_in()
    {
        var app = await SampleAppAsync();
        using var admin = app.Visit();
        admin.Headers.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36");
        await admin.SignInAsync(SampleData.Admin, SampleData.Password);

        var page = await admin.PageAsync(Page);
        var row = page.QuerySelectorAll("[aria-labelledby=sessions] tbody tr").Single().TextContent;

        Assert.Contains("Chrome on Windows", row, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", row, StringComparison.Ordinal);
        Assert.Contains("This session", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_a_session_works_at_once()
    {
        var app = await SampleAppAsync();
        using var lost = await app.SignInAsync(SampleData.Admin);
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.SubmitAsync(Page, "handler=End")).Is(302);

        (await lost.GetAsync("/admin")).Is(302);
        (await admin.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task Signing_out_everywhere_works_at_once()
    {
        var app = await SampleAppAsync();
        using var lost = await app.SignInAsync(SampleData.Admin);
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.SubmitAsync(Page, "handler=Everywhere")).Is(302);

        (await lost.GetAsync("/admin")).Is(302);
        (await admin.GetAsync("/admin")).Is(302);
    }

    [Fact]
    public async Task A_cookie_that_was_copied_is_no_good_after_signing_out()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        using var thief = app.Visit();
        thief.Headers.Add("Cookie", admin.CookieHeader);
        (await thief.GetAsync("/admin")).Is(200);

        (await admin.SubmitAsync("/signout", "/signout")).Is(302);

        (await thief.GetAsync("/admin")).Is(302);
    }

    [Fact]
    public async Task Anothers_session_stays()
    {
        var app = await SampleAppAsync();
        using var second = await app.SecondAdminAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var theirs = await SessionIdAsync(app, AdminSteps.Second);

        (await admin.PostWithTokenAsync(Page, $"{Page}?handler=End&session={theirs}")).Is(302);

        (await second.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task An_admins_session_ends_after_twelve_hours_however_it_is_used()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        for (var hour = 1; hour < 12; hour++)
        {
            app.World.Time.Advance(TimeSpan.FromHours(1));
            (await admin.GetAsync("/admin")).Is(200);
        }

        app.World.Time.Advance(TimeSpan.FromHours(1));

        (await admin.GetAsync("/admin")).Is(302);
    }

    [Fact]
    public async Task An_admin_who_opens_a_launch_link_leaves_the_back_office()
    {
        var app = await SampleAppAsync();
        using var both = await app.SecondAdminAsync(SampleData.Owner);
        (await both.GetAsync("/admin")).Is(200);

        (await both.OpenAsync(await app.LaunchLinkAsync(SampleData.OwnerKey, "northwind-agency.example"))).Is(302);

        (await both.GetAsync("/account/credits/northwind-agency.example")).Is(200);
        Assert.Contains(
            "/problem/forbidden", (await both.GetAsync("/admin")).Is(302).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_and_out_is_written_down()
    {
        var app = await SampleAppAsync();
        using var admin = app.Visit();
        await admin.SignInAsync(SampleData.Admin, "not-the-password");
        await admin.SignInAsync(SampleData.Admin, SampleData.Password);
        await admin.SubmitAsync("/signout", "/signout");

        var written = await SignInsAsync(app);

        Assert.Equal(
            [AuditAction.SignInFailed, AuditAction.SignedIn, AuditAction.SignedOut],
            written.Select(record => record.Action));
        Assert.All(written, record => Assert.Equal(SampleData.Admin, record.ActorName));
        Assert.All(written, record => Assert.Equal("127.0.0.1", record.IpAddress));
    }

    [Fact]
    public async Task What_owners_sign_in_to_is_not()
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();
        await owner.SignInAsync(SampleData.Owner, "not-the-password");
        await owner.SignInAsync(SampleData.Owner, SampleData.Password);

        Assert.Empty(await SignInsAsync(app));
    }

    // The samples have some history of their own.
    private static async Task<List<AuditRecord>> SignInsAsync(App app) =>
        [.. (await app.World.AuditAsync()).Where(record =>
            record.Action is AuditAction.SignedIn or AuditAction.SignInFailed or AuditAction.SignedOut)];

    private static async Task<Guid> SessionIdAsync(App app, string email)
    {
        var userId = await app.UserIdAsync(email);
        return await app.World.ReadAsync(db =>
            Task.FromResult(db.UserSessions.Single(session => session.UserId == userId).Id));
    }
}
