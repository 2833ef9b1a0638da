using System.Data.Common;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

public sealed class AdminsTests : AppTests
{
    private const string Page = AdminSteps.Page, Second = AdminSteps.Second;

    [Fact]
    public async Task An_owner_becomes_an_admin_with_the_password_they_have()
    {
        var app = await SampleAppAsync();

        using var both = await app.SecondAdminAsync(SampleData.Owner);

        (await both.GetAsync("/admin")).Is(200);
        (await both.GetAsync("/account/credits/northwind-agency.example")).Is(200);
    }

    [Fact]
    public async Task A_session_from_before_does_not_become_an_admins()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await app.SecondAdminAsync(SampleData.Owner)).Dispose();

        (await owner.GetAsync("/admin")).Is(302);
    }

    [Theory]
    [InlineData("", "Enter the e-mail address of the new admin.")]
    [InlineData("nobody", "Enter a valid e-mail address, such as name@example.com.")]
    [InlineData("a b@seorankgenius.example", "Enter a valid e-mail address, such as name@example.com.")]
    public async Task What_is_no_address_is_refused(string email, string sentence)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var answer = (await admin.PostWithTokenAsync(Page, Page, ("Input.Email", email))).Is(200);

        Assert.Equal(sentence, Visitor.Parse(answer).QuerySelector("#errors p")!.TextContent);
    }

    [Fact]
    public async Task A_removed_admin_is_out_at_once()
    {
        var app = await SampleAppAsync();
        using var second = await app.SecondAdminAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await RemoveAsync(app, admin, Second)).Is(302);

        (await second.GetAsync("/admin")).Is(302);
        (await second.SignInAsync(Second, SampleData.Password)).Is(302);
        Assert.Contains("/problem/forbidden", (await second.GetAsync("/admin")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_admin_stays()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        (await RemoveAsync(app, admin, SampleData.SecondAdmin)).Is(302);
        await InviteAsync(admin);

        var answer = (await RemoveAsync(app, admin, SampleData.Admin)).Is(200);

        Assert.Contains("The last admin stays", answer.Body, StringComparison.Ordinal);
        (await admin.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task The_last_admin_stays_whatever_statement_says_otherwise()
    {
        var app = await SampleAppAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => app.World.SqlAsync(
            $"""
            DELETE FROM "AspNetUserRoles" WHERE "RoleId" =
                (SELECT "Id" FROM "AspNetRoles" WHERE "NormalizedName" = 'ADMIN')
            """));

        (await app.SignInAsync(SampleData.Admin)).Dispose();
        (await app.SignInAsync(SampleData.SecondAdmin)).Dispose();
    }

    [Fact]
    public async Task Of_two_who_remove_each_other_at_once_one_stays()
    {
        var app = await SampleAppAsync();
        using var second = await app.SignInAsync(SampleData.SecondAdmin);
        using var first = await app.SignInAsync(SampleData.Admin);
        var tokens = (await first.TokenAsync(Page), await second.TokenAsync(Page));
        var firstId = await app.UserIdAsync(SampleData.Admin);
        var secondId = await app.UserIdAsync(SampleData.SecondAdmin);

        await Task.WhenAll(
            first.PostAsync($"{Page}?handler=Remove&admin={secondId}", ("__RequestVerificationToken", tokens.Item1)),
            second.PostAsync($"{Page}?handler=Remove&admin={firstId}", ("__RequestVerificationToken", tokens.Item2)));

        var open = new[] { (await first.GetAsync("/admin")).Status, (await second.GetAsync("/admin")).Status };
        Assert.Contains(200, open);
    }

    [Fact]
    public async Task Another_admin_helps_who_has_lost_their_phone()
    {
        var app = await SampleAppAsync(("Admins:RequireTwoFactor", "true"));
        using var admin = await app.SignInAsync(SampleData.Admin);
        await app.SetUpAsync(admin);
        using var lost = await app.SecondAdminAsync(SampleData.Owner);
        await app.SetUpAsync(lost);

        (await admin.PostWithTokenAsync(
            Page, $"{Page}?handler=Reset&admin={await app.UserIdAsync(SampleData.Owner)}")).Is(302);

        (await lost.GetAsync("/admin")).Is(302);
        (await lost.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
        Assert.Equal("/admin/two-factor", (await lost.GetAsync("/admin")).Is(302).Location);
    }

    [Fact]
    public async Task Who_changed_whom_is_written_down()
    {
        var app = await SampleAppAsync();
        (await app.SecondAdminAsync()).Dispose();
        using var admin = await app.SignInAsync(SampleData.Admin);
        await RemoveAsync(app, admin, Second);

        var written = (await app.World.AuditAsync()).Where(record =>
            record.Action is AuditAction.AdminAdded or AuditAction.AdminRemoved).ToList();

        Assert.Equal([AuditAction.AdminAdded, AuditAction.AdminRemoved], written.Select(record => record.Action));
        Assert.Equal(["command line", SampleData.Admin], written.Select(record => record.ActorName));
        Assert.All(written, record => Assert.Contains(Second, record.Sentence, StringComparison.Ordinal));
    }

    private static Task<HttpAnswer> InviteAsync(Visitor admin) =>
        admin.PostWithTokenAsync(Page, Page, ("Input.Email", Second));

    private static async Task<HttpAnswer> RemoveAsync(App app, Visitor admin, string email) =>
        await admin.PostWithTokenAsync(Page, $"{Page}?handler=Remove&admin={await app.UserIdAsync(email)}");
}
