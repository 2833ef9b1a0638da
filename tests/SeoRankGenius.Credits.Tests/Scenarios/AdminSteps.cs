using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What admins do to sign in, and to let others in.</summary>
public static class AdminSteps
{
    public const string Page = "/admin/admins", Second = "new.admin@seorankgenius.example";

    /// <summary>What the app with this key shows at the world's time.</summary>
    public static string Code(this App app, string key) => Authenticator.CodeAt(key, app.World.Time.GetUtcNow());

    /// <summary>Sets up an authenticator app; its key and the recovery codes.</summary>
    public static async Task<(string Key, IReadOnlyList<string> RecoveryCodes)> SetUpAsync(
        this App app, Visitor admin, string page = "/admin/two-factor")
    {
        var form = await admin.PageAsync(page);
        var key = form.QuerySelector<IHtmlInputElement>("[name='Input.Key']")!.Value;
        var answer = await admin.PostWithTokenAsync(
            page, page, ("Input.Key", key), ("Input.Code", app.Code(key)));
        // The next code is another one.
        app.World.Time.Advance(TimeSpan.FromSeconds(30));
        return (key, CodesOn(answer.Is(200)));
    }

    /// <summary>The recovery codes that a page tells.</summary>
    public static IReadOnlyList<string> CodesOn(HttpAnswer answer) =>
        [.. Visitor.Parse(answer).QuerySelectorAll(".codes code").Select(code => code.TextContent)];

    /// <summary>Enters the password and, on the next page, a code.</summary>
    public static async Task<HttpAnswer> SignInWithCodeAsync(
        this Visitor admin, string code, string email = SampleData.Admin)
    {
        var step = (await admin.SignInAsync(email, SampleData.Password)).Is(302).Location!;
        Assert.StartsWith("/signin/code", step, StringComparison.Ordinal);
        return await admin.EnterCodeAsync(code);
    }

    /// <summary>Enters a code where the password was entered before.</summary>
    public static Task<HttpAnswer> EnterCodeAsync(this Visitor admin, string code) =>
        admin.SubmitAsync("/signin/code", "/signin/code", ("Input.Code", code));

    /// <summary>A second admin, added at the command line, sets the samples' password and signs in.</summary>
    public static async Task<Visitor> SecondAdminAsync(this App app, string email = Second)
    {
        await using var scope = app.Scope();
        var user = await scope.ServiceProvider.GetRequiredService<AdminAccounts>().AddAsync(Actor.CommandLine, email);
        var second = app.Visit();
        if (user.PasswordHash is null)
            await second.SetPasswordAsync(new Uri(await scope.ServiceProvider.GetRequiredService<Accounts>()
                .PasswordLinkAsync(user, Accounts.Invited, request: null)).PathAndQuery);
        (await second.SignInAsync(email, SampleData.Password)).Is(302);
        return second;
    }

    /// <summary>Sets the samples' password by a one-time link.</summary>
    public static async Task SetPasswordAsync(this Visitor visitor, string link) => (await visitor.SubmitAsync(
        link, "/signin/password",
        ("Input.Password", SampleData.Password), ("Input.Repeated", SampleData.Password))).Is(302);

    public static Task<Guid> UserIdAsync(this App app, string email) => app.World.ReadAsync(db =>
        db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());
}
