using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Mail;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>An admin proposes another one; a second admin decides.</summary>
public sealed class InvitingAdminsTests : AppTests, IDisposable
{
    private const string Page = AdminSteps.Page, Invited = AdminSteps.Second;

    private readonly string _mailbox = Directory.CreateTempSubdirectory("credits-mail-").FullName;

    public void Dispose() => Directory.Delete(_mailbox, recursive: true);

    [Fact]
    public async Task Nothing_changes_before_a_second_admin_approves()
    {
        var app = await MailAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await InviteAsync(admin)).Is(302);

        Assert.False(await app.World.ReadAsync(db => Task.FromResult(db.Users.Any(user => user.Email == Invited))));
        Assert.Empty(Directory.EnumerateFiles(_mailbox));
    }

    [Fact]
    public async Task The_inviter_cannot_approve()
    {
        var app = await MailAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        (await InviteAsync(admin)).Is(302);

        var answer = await ApproveAsync(app, admin);

        Assert.Contains("Another admin must approve your invitation.", answer.Is(200).Body, StringComparison.Ordinal);
        Assert.Null((await admin.PageAsync(Page)).QuerySelector("form[action*='handler=Approve']"));
    }

    [Fact]
    public async Task The_link_is_mailed_to_the_invited_only()
    {
        var app = await MailAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        using var second = await app.SignInAsync(SampleData.SecondAdmin);
        (await InviteAsync(admin)).Is(302);

        (await ApproveAsync(app, second)).Is(302);

        using var invited = app.Visit();
        await invited.SetPasswordAsync(await LinkAsync(app));
        (await invited.SignInAsync(Invited, SampleData.Password)).Is(302);
        (await invited.GetAsync("/admin")).Is(200);
        foreach (var page in new[] { await admin.GetAsync(Page), await second.GetAsync(Page) })
            Assert.DoesNotContain("/signin/password", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(23, 200), InlineData(24, 302)]
    public async Task A_new_admin_cannot_approve_for_a_day(int hours, int status)
    {
        var app = await MailAppAsync();
        (await app.SecondAdminAsync(SampleData.Owner)).Dispose();
        using var admin = await app.SignInAsync(SampleData.Admin);
        (await InviteAsync(admin)).Is(302);
        app.World.Time.Advance(TimeSpan.FromHours(hours));
        using var recent = await app.SignInAsync(SampleData.Owner);

        (await ApproveAsync(app, recent)).Is(status);
    }

    private Task<App> MailAppAsync() =>
        SampleAppAsync(("Email:Folder", _mailbox), ("Email:From", "credits@seorankgenius.example"));

    private static Task<HttpAnswer> InviteAsync(Visitor admin) =>
        admin.PostWithTokenAsync(Page, Page, ("Input.Email", Invited));

    private static async Task<HttpAnswer> ApproveAsync(App app, Visitor admin)
    {
        var id = await app.World.ReadAsync(db => Task.FromResult(db.AdminInvitations.Single().Id));
        return await admin.PostWithTokenAsync(Page, $"{Page}?handler=Approve&invitation={id}");
    }

    private async Task<string> LinkAsync(App app)
    {
        await app.Get<SecurityEmails>().Latest;
        return MailedLink.In(await File.ReadAllTextAsync(Directory.EnumerateFiles(_mailbox).Single()));
    }
}
