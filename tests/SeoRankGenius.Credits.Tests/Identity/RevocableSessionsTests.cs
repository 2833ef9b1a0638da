using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>A cookie is worth nothing once its session has ended, whoever has a copy of it.</summary>
public sealed class RevocableSessionsTests : AppTests
{
    private const string Page = "/account/security", Tab = "/account/credits/northwind-agency.example";
    private const string NewPassword = "a-new-demo-Password";

    [Fact]
    public async Task A_copied_cookie_buys_nothing_after_signing_out()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var thief = Copy(app, owner);
        var token = await thief.TokenAsync(Tab);
        (await owner.SubmitAsync("/signout", "/signout")).Is(302);

        var answer = await thief.PostAsync(
            $"{Tab}/buy", ("pack", "shared-1000"), ("__RequestVerificationToken", token));

        Assert.Contains("/signin", answer.Is(302).Location, StringComparison.Ordinal);
        Assert.Empty(app.Stripe.Events);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        var app = await SampleAppAsync();
        using var lost = await app.SignInAsync(SampleData.Owner);
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await ChangePasswordAsync(owner, SampleData.Password)).Is(302);

        (await lost.GetAsync(Tab)).Is(302);
        (await owner.GetAsync(Tab)).Is(200);
        using var again = app.Visit();
        (await again.SignInAsync(SampleData.Owner, NewPassword)).Is(302);
    }

    [Fact]
    public async Task Without_the_current_password_there_is_no_new_one()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await ChangePasswordAsync(owner, "not-the-password")).Is(200);

        using var again = app.Visit();
        (await again.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
    }

    [Fact]
    public async Task Signing_out_elsewhere_keeps_this_session()
    {
        var app = await SampleAppAsync();
        using var lost = await app.SignInAsync(SampleData.Owner);
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await owner.SubmitAsync(Page, "handler=Elsewhere")).Is(302);

        (await lost.GetAsync(Tab)).Is(302);
        (await owner.GetAsync(Tab)).Is(200);
    }

    [Fact]
    public async Task Nobody_ends_anothers_session()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var theirs = await app.World.ReadAsync(db => Task.FromResult(db.UserSessions.Single().Id));
        using var other = await app.SignInAsync(SampleData.Trial);

        (await other.PostWithTokenAsync(Page, $"{Page}?handler=End&session={theirs}")).Is(302);

        (await owner.GetAsync(Tab)).Is(200);
    }

    [Theory]
    [InlineData(false, 11, 200), InlineData(false, 12, 302)]
    [InlineData(true, 719, 200), InlineData(true, 720, 302)]
    public async Task An_unused_session_ends(bool isKept, int hours, int status)
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();
        await SignInAsync(owner, isKept);

        app.World.Time.Advance(TimeSpan.FromHours(hours));

        (await owner.GetAsync(Tab)).Is(status);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Only_a_kept_session_outlives_the_browser(bool isKept)
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();

        var cookie = (await SignInAsync(owner, isKept)).Cookies
            .Single(cookie => cookie.StartsWith("credits=", StringComparison.Ordinal));

        Assert.Equal(isKept, cookie.Contains("expires=", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Signing_out_clears_what_the_browser_keeps()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var answer = await owner.SubmitAsync("/signout", "/signout");

        Assert.Equal("\"cache\", \"storage\"", answer.Header("Clear-Site-Data"));
    }

    [Fact]
    public async Task An_owner_may_require_a_code_besides_the_password()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var (key, _) = await app.SetUpAsync(owner, Page + "/two-factor");
        using var browser = app.Visit();

        Assert.StartsWith("/signin/code", (await browser.SignInAsync(SampleData.Owner, SampleData.Password)).Location);
        (await browser.EnterCodeAsync(app.Code(key))).Is(302);

        (await browser.GetAsync(Tab)).Is(200);
        (await owner.GetAsync(Tab)).Is(200);
    }

    private static Visitor Copy(App app, Visitor of)
    {
        var copy = app.Visit();
        copy.Headers.Add("Cookie", of.CookieHeader);
        return copy;
    }

    private static Task<HttpAnswer> SignInAsync(Visitor owner, bool isKept) => owner.SubmitAsync(
        "/signin", "/signin", ("Input.Email", SampleData.Owner), ("Input.Password", SampleData.Password),
        ("Input.Keep", isKept ? "true" : "false"));

    private static Task<HttpAnswer> ChangePasswordAsync(Visitor owner, string current) => owner.SubmitAsync(
        Page, "handler=Password",
        ("Input.Current", current), ("Input.Password", NewPassword), ("Input.Repeated", NewPassword));
}
