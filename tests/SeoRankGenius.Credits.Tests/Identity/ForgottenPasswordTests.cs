using System.Globalization;
using System.Text.RegularExpressions;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Mail;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed partial class ForgottenPasswordTests : AppTests, IDisposable
{
    private const string Page = "/signin/forgot", NewPassword = "a-new-demo-Password";

    private readonly string _mailbox = Directory.CreateTempSubdirectory("credits-mail-").FullName;

    public void Dispose() => Directory.Delete(_mailbox, recursive: true);

    [Fact]
    public async Task The_mailed_link_sets_a_password_once()
    {
        var app = await MailAppAsync();
        using var owner = app.Visit();
        var link = await ForgetAsync(app, owner);

        (await SetAsync(owner, link)).Is(302);

        (await owner.GetAsync(link)).Is(400);
        (await owner.SignInAsync(SampleData.Owner, NewPassword)).Is(302);
        Assert.Contains("Your password was set", await NewestAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_every_session()
    {
        var app = await MailAppAsync();
        using var thief = await app.SignInAsync(SampleData.Owner);
        using var owner = app.Visit();

        (await SetAsync(owner, await ForgetAsync(app, owner))).Is(302);

        (await thief.GetAsync("/account/credits/northwind-agency.example")).Is(302);
    }

    [Theory]
    [InlineData(29, 200), InlineData(30, 400)]
    public async Task The_link_works_for_half_an_hour(int minutes, int status)
    {
        var app = await MailAppAsync();
        using var owner = app.Visit();
        var link = await ForgetAsync(app, owner);

        app.World.Time.Advance(TimeSpan.FromMinutes(minutes));

        (await owner.GetAsync(link)).Is(status);
    }

    [Fact]
    public async Task A_longer_time_in_the_link_does_not_help()
    {
        var app = await MailAppAsync();
        using var owner = app.Visit();
        var link = await ForgetAsync(app, owner);

        var longer = Until().Replace(
            link, match => $"until={long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) + 3600}");

        (await owner.GetAsync(longer)).Is(400);
    }

    [Fact]
    public async Task Every_address_is_answered_alike()
    {
        var app = await MailAppAsync();
        using var visitor = app.Visit();

        var known = await visitor.SubmitAsync(Page, Page, ("Input.Email", SampleData.Owner));
        var unknown = await visitor.SubmitAsync(Page, Page, ("Input.Email", "nobody@x.example"));

        HttpAnswer.AssertSame(known.Is(302), unknown);
    }

    private Task<App> MailAppAsync() =>
        SampleAppAsync(("Email:Folder", _mailbox), ("Email:From", "credits@seorankgenius.example"));

    private async Task<string> ForgetAsync(App app, Visitor owner)
    {
        (await owner.SubmitAsync(Page, Page, ("Input.Email", SampleData.Owner))).Is(302);
        return MailedLink.In(await NewestAsync(app));
    }

    private async Task<string> NewestAsync(App app)
    {
        await app.Get<SecurityEmails>().Latest;
        return await File.ReadAllTextAsync(
            new DirectoryInfo(_mailbox).EnumerateFiles().MaxBy(file => file.LastWriteTimeUtc)!.FullName);
    }

    private static Task<HttpAnswer> SetAsync(Visitor owner, string link) => owner.SubmitAsync(
        link, "/signin/password", ("Input.Password", NewPassword), ("Input.Repeated", NewPassword));

    [GeneratedRegex("until=([0-9]+)")]
    private static partial Regex Until();
}
