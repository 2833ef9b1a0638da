using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>An admin comes back from a pause and sends a form that changes rights.</summary>
public sealed class ReauthenticationTests : AppTests
{
    private const string Page = AdminSteps.Page;

    [Fact]
    public async Task Within_five_minutes_nothing_is_asked()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        app.World.Time.Advance(UserSession.ConfirmedFor);

        await InviteAsync(admin);

        Assert.True(await IsInvitedAsync(app));
    }

    [Fact]
    public async Task After_that_the_form_waits()
    {
        var app = await SampleAppAsync();
        using var admin = await PausedAsync(app);

        var question = await InviteAsync(admin);

        Assert.NotNull(Visitor.Parse(question).QuerySelector("input[name=Confirmation][type=password]"));
        Assert.False(await IsInvitedAsync(app));
    }

    [Fact]
    public async Task Opening_a_page_after_the_pause_does_not_help()
    {
        var app = await SampleAppAsync();
        using var admin = await PausedAsync(app);
        (await admin.GetAsync(Page)).Is(200);
        app.World.Time.Advance(TimeSpan.FromMinutes(2));
        (await admin.GetAsync(Page)).Is(200);

        await InviteAsync(admin);

        Assert.False(await IsInvitedAsync(app));
    }

    [Theory]
    [InlineData(10, false), InlineData(16, true)]
    public async Task Other_changes_ask_only_an_admin_who_was_idle(int minutes, bool isAsked)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        for (var i = 0; i < 2; i++)
        {
            app.World.Time.Advance(TimeSpan.FromMinutes(minutes));
            (await admin.GetAsync("/admin")).Is(200);
        }

        var answer = await admin.PostWithTokenAsync("/admin", "/admin?handler=Check");

        Assert.Equal(isAsked, answer.Body.Contains("name=\"Confirmation\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_confirmed_identity_gives_the_browser_a_new_key()
    {
        var app = await SampleAppAsync();
        using var admin = await PausedAsync(app);
        using var copy = app.Visit();
        copy.Headers.Add("Cookie", admin.CookieHeader);

        await AnswerAsync(admin, await InviteAsync(admin), SampleData.Password);

        (await copy.GetAsync("/admin")).Is(302);
        (await admin.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task The_answer_carries_out_what_was_entered_before()
    {
        var app = await SampleAppAsync();
        using var admin = await PausedAsync(app);
        var question = await InviteAsync(admin);

        await AnswerAsync(admin, question, SampleData.Password);

        Assert.True(await IsInvitedAsync(app));
    }

    [Fact]
    public async Task One_answer_does_for_the_forms_that_follow()
    {
        var app = await SampleAppAsync();
        using var admin = await PausedAsync(app);
        await AnswerAsync(admin, await InviteAsync(admin, "third@seorankgenius.example"), SampleData.Password);

        await InviteAsync(admin);

        Assert.True(await IsInvitedAsync(app));
    }

    [Fact]
    public async Task A_wrong_answer_is_told_beside_what_was_entered()
    {
        var app = await SampleAppAsync();
        using var admin = await PausedAsync(app);

        var again = await AnswerAsync(admin, await InviteAsync(admin), "not-the-password");

        var page = Visitor.Parse(again.Is(200));
        Assert.Contains("wrong", page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(AdminSteps.Second, page.QuerySelector<IHtmlInputElement>("[name='Input.Email']")!.Value);
        Assert.False(await IsInvitedAsync(app));
    }

    [Fact]
    public async Task Wrong_answers_are_counted_for_the_session_only()
    {
        var app = await SampleAppAsync();
        using var admin = await PausedAsync(app);
        var question = await InviteAsync(admin);
        for (var i = 0; i < 5; i++)
            await AnswerAsync(admin, question, "not-the-password");

        await AnswerAsync(admin, question, SampleData.Password);

        Assert.False(await IsInvitedAsync(app));
        using var other = await app.SignInAsync(SampleData.Admin);
        await InviteAsync(other);
        Assert.True(await IsInvitedAsync(app));
    }

    [Fact]
    public async Task With_an_authenticator_app_its_code_is_asked_for()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var (key, _) = await app.SetUpAsync(admin);
        app.World.Time.Advance(TimeSpan.FromMinutes(16));
        var question = await InviteAsync(admin);
        await AnswerAsync(admin, question, SampleData.Password);
        Assert.False(await IsInvitedAsync(app));

        await AnswerAsync(admin, question, app.Code(key));

        Assert.True(await IsInvitedAsync(app));
    }

    [Fact]
    public async Task Who_answered_is_written_down()
    {
        var app = await SampleAppAsync();
        using var admin = await PausedAsync(app);

        await AnswerAsync(admin, await InviteAsync(admin), SampleData.Password);

        Assert.Contains(await app.World.AuditAsync(), record => record.Action == AuditAction.IdentityConfirmed);
    }

    private static async Task<Visitor> PausedAsync(App app)
    {
        var admin = await app.SignInAsync(SampleData.Admin);
        app.World.Time.Advance(UserSession.ConfirmedFor + TimeSpan.FromSeconds(1));
        return admin;
    }

    private static Task<HttpAnswer> InviteAsync(Visitor admin, string email = AdminSteps.Second) =>
        admin.PostWithTokenAsync(Page, Page, ("Input.Email", email));

    // Sends the question's form with all it carries.
    private static Task<HttpAnswer> AnswerAsync(Visitor admin, HttpAnswer question, string answer)
    {
        var fields = Visitor.Parse(question).QuerySelectorAll<IHtmlInputElement>("main form input[type=hidden]")
            .Select(field => (field.Name!, field.Value));
        return admin.PostAsync(Page, [.. fields, ("Confirmation", answer)]);
    }

    private static async Task<bool> IsInvitedAsync(App app) => await app.World.ReadAsync(db =>
        Task.FromResult(db.AdminInvitations.Any(row => row.Email == AdminSteps.Second)));
}
