using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing.Members;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>An owner lets others work in a license. What each role may open is in the access matrix.</summary>
public sealed class MembersTests : AppTests, IDisposable
{
    private const string Agency = "northwind-agency.example", Tab = "/account/credits/" + Agency;

    private readonly string _mailbox = Directory.CreateTempSubdirectory("credits-mail-").FullName;

    public void Dispose() => Directory.Delete(_mailbox, recursive: true);

    [Fact]
    public async Task The_invitations_link_is_only_in_the_mail()
    {
        var app = await SampleAppAsync(("Email:From", "credits@seorankgenius.example"), ("Email:Folder", _mailbox));
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await owner.SubmitAsync(
            MemberSteps.Page, MemberSteps.Page, ("Input.Email", MemberSteps.Email), ("Input.Role", "Viewer"))).Is(302);
        await app.SendMailsAsync();

        Assert.DoesNotContain(
            LicenseMembers.JoinPath, (await owner.GetAsync(MemberSteps.Page)).Is(200).Body, StringComparison.Ordinal);
        Assert.Contains(
            LicenseMembers.JoinPath, File.ReadAllText(Assert.Single(Directory.GetFiles(_mailbox))),
            StringComparison.Ordinal);
        Assert.Null(await app.World.ReadAsync(db => db.OutboxMails.Select(mail => mail.LinkPath).SingleAsync()));
    }

    [Fact]
    public async Task A_waiting_mail_stores_no_link_that_works()
    {
        var app = await SampleAppAsync();

        var link = await app.InviteAsync(AccountRole.Viewer);

        var stored = await app.World.ReadAsync(db => db.OutboxMails.Select(mail => mail.LinkPath!).SingleAsync());
        Assert.DoesNotContain(link[LicenseMembers.JoinPath.Length..], stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_to_anothers_license_creates_no_account()
    {
        var app = await SampleAppAsync();
        var before = await app.World.ReadAsync(db => db.Users.CountAsync());

        var refusal = await Assert.ThrowsAsync<Refusal>(() => app.AsOwnerAsync((members, owner) =>
            members.InviteAsync(owner, Guid.NewGuid(), MemberSteps.Email, AccountRole.Viewer)));

        Assert.Equal(RefusalCode.NotFound, refusal.Code);
        Assert.Equal(before, await app.World.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task A_license_sends_a_hundred_invitations_in_24_hours()
    {
        var app = await SampleAppAsync();
        var license = await app.NorthwindAsync();
        await app.AsOwnerAsync(async (members, owner) =>
        {
            for (var sent = 0; sent < LicenseMembers.MostADay; sent++)
                await members.InviteAsync(owner, license, MemberSteps.Email, AccountRole.Viewer);
        });
        var invited = await app.UserIdAsync(MemberSteps.Email);
        await app.AsOwnerAsync((members, owner) => members.RemoveAsync(owner, license, invited));

        await Assert.ThrowsAsync<Refusal>(() => app.InviteAsync(AccountRole.Viewer));
        Assert.Equal(100, await app.World.ReadAsync(db => db.OutboxMails.CountAsync()));
        app.World.Time.Advance(TimeSpan.FromDays(1));

        await app.InviteAsync(AccountRole.Viewer);
    }

    [Fact]
    public async Task The_link_works_once()
    {
        var app = await SampleAppAsync();
        using var member = app.Visit();
        var link = await app.InviteAsync(AccountRole.Viewer);

        await member.AcceptAsync(link);

        (await member.GetAsync(link)).Is(410);
        (await member.SignInAsync(MemberSteps.Email, SampleData.Password)).Is(302);
        (await member.GetAsync(Tab)).Is(200);
    }

    [Theory]
    [InlineData(-1, 200), InlineData(0, 410)]
    public async Task The_link_works_for_seven_days(int seconds, int status)
    {
        var app = await SampleAppAsync();
        using var member = app.Visit();
        var link = await app.InviteAsync(AccountRole.Viewer);

        app.World.Time.Advance(Member.InvitedFor + TimeSpan.FromSeconds(seconds));

        (await member.GetAsync(link)).Is(status);
    }

    [Fact]
    public async Task A_second_invitation_replaces_the_link()
    {
        var app = await SampleAppAsync();
        using var member = app.Visit();
        var first = await app.InviteAsync(AccountRole.Viewer);

        var second = await app.InviteAsync(AccountRole.Manager);

        (await member.GetAsync(first)).Is(410);
        (await member.GetAsync(second)).Is(200);
    }

    [Fact]
    public async Task An_invited_person_has_no_access_before_they_accept()
    {
        var app = await SampleAppAsync();
        await app.InviteAsync(AccountRole.Billing, SampleData.Trial);
        using var other = await app.SignInAsync(SampleData.Trial);

        (await other.GetAsync(Tab)).Is(404);
    }

    [Fact]
    public async Task Somebody_else_cannot_accept()
    {
        var app = await SampleAppAsync();
        var link = await app.InviteAsync(AccountRole.Billing, SampleData.Trial);
        using var other = await app.SignInAsync(SampleData.Free);

        (await other.PostWithTokenAsync("/signout", link)).Is(200);

        (await other.GetAsync(Tab)).Is(404);
    }

    [Fact]
    public async Task An_owner_of_one_license_is_a_member_of_another()
    {
        var app = await SampleAppAsync();
        var link = await app.InviteAsync(AccountRole.Viewer, SampleData.Trial);
        using var member = await app.SignInAsync(SampleData.Trial);

        (await member.SubmitAsync(link, link)).Is(302);

        var sites = (await member.PageAsync(Tab)).QuerySelectorAll("#site option").Select(site => site.TextContent);
        Assert.Equal(
            ["client-bakery.example", "client-yoga.example", "fabrikam-shop.example", Agency], sites.Order());
        (await member.PostWithTokenAsync("/signout", Tab + "/buy", ("pack", "shared-1000"))).Is(403);
        (await member.PostWithTokenAsync(
            "/signout", "/account/credits/fabrikam-shop.example/buy", ("pack", "shared-1000"))).Is(303);
    }

    [Fact]
    public async Task A_removed_member_is_signed_out_at_once()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var member = await app.JoinAsync(AccountRole.Billing);

        (await owner.SubmitAsync(MemberSteps.Page, "handler=Remove")).Is(302);

        Assert.Contains("/signin?", (await member.GetAsync(Tab)).Is(302).Location, StringComparison.Ordinal);
        (await member.SignInAsync(MemberSteps.Email, SampleData.Password)).Is(302);
        Assert.Contains("forbidden", (await member.GetAsync(Tab)).Is(302).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_role_applies_to_the_next_request()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var member = await app.JoinAsync(AccountRole.Billing);
        (await member.GetAsync("/account/purchases")).Is(200);

        (await owner.SubmitAsync(MemberSteps.Page, "handler=Role", ("role", "Viewer"))).Is(302);

        (await member.GetAsync("/account/purchases")).Is(302);
        (await member.GetAsync(Tab)).Is(200);
    }

    [Fact]
    public async Task A_member_leaves()
    {
        var app = await SampleAppAsync();
        using var member = await app.JoinAsync(AccountRole.Manager);

        (await member.SubmitAsync(MemberSteps.Page, "handler=Leave")).Is(302);

        (await member.GetAsync(Tab)).Is(302);
    }

    [Theory]
    [InlineData("handler=Role"), InlineData("handler=Remove")]
    public async Task Another_owner_changes_no_member(string handler)
    {
        var app = await SampleAppAsync();
        using var member = await app.JoinAsync(AccountRole.Billing);
        using var other = await app.SignInAsync(SampleData.Trial);
        var address = $"{MemberSteps.Page}?{handler}&license={await app.NorthwindAsync()}"
            + $"&member={await app.UserIdAsync(MemberSteps.Email)}";

        (await other.PostWithTokenAsync(MemberSteps.Page, address, ("role", "Viewer"))).Is(404);

        (await member.GetAsync("/account/purchases")).Is(200);
    }

    [Fact]
    public async Task A_viewer_is_offered_nothing_to_change()
    {
        var app = await SampleAppAsync();
        using var member = await app.JoinAsync(AccountRole.Viewer);

        foreach (var page in (string[])
            [Tab, Tab + "/alerts", $"/account/sites/{Agency}", "/account/plans"])
            Assert.Empty((await member.PageAsync(page)).QuerySelectorAll("main form[method=post] button"));
    }

    [Fact]
    public async Task Every_change_is_in_the_audit()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var member = await app.JoinAsync(AccountRole.Billing);
        (await owner.SubmitAsync(MemberSteps.Page, "handler=Role", ("role", "Viewer"))).Is(302);
        (await member.SubmitAsync(MemberSteps.Page, "handler=Leave")).Is(302);
        await app.InviteAsync(AccountRole.Viewer);
        (await owner.SubmitAsync(MemberSteps.Page, "handler=Remove")).Is(302);

        var license = await app.NorthwindAsync();
        Assert.Equal(
            [
                AuditAction.MemberInvited, AuditAction.MemberJoined, AuditAction.MemberRoleChanged,
                AuditAction.MemberLeft, AuditAction.MemberInvited, AuditAction.MemberRemoved,
            ],
            (await app.World.AuditAsync())
                .Where(record => record.LicenseId == license)
                .Where(record => $"{record.Action}".StartsWith("Member", StringComparison.Ordinal))
                .OrderBy(record => record.Number).Select(record => record.Action));
    }
}
