using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed class SignInUnderAttackTests : AppTests
{
    private const string Wrong = "not-the-password";

    [Theory]
    [InlineData(5, 29, 200), InlineData(5, 30, 302)]
    [InlineData(7, 59, 200), InlineData(7, 60, 302)]
    public async Task Each_further_failure_doubles_the_delay(int tries, int seconds, int status)
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();
        for (var i = 0; i < tries; i++)
        {
            await owner.SignInAsync(SampleData.Owner, Wrong);
            // The attempt after the fifth comes when its delay is over.
            if (i == 4)
                app.World.Time.Advance(TimeSpan.FromSeconds(tries == 5 ? 0 : 30));
        }

        app.World.Time.Advance(TimeSpan.FromSeconds(seconds));

        (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(status);
    }

    [Fact]
    public async Task From_another_network_the_owner_signs_in()
    {
        var app = await SampleAppAsync(("KnownProxies", "127.0.0.1"));
        using var guesser = From(app, "203.0.113.7");
        for (var i = 0; i < 6; i++)
            await guesser.SignInAsync(SampleData.Owner, Wrong);
        (await guesser.SignInAsync(SampleData.Owner, SampleData.Password)).Is(200);
        using var owner = From(app, "198.51.100.1");

        (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
    }

    [Fact]
    public async Task A_network_that_tries_many_accounts_is_delayed()
    {
        var app = await SampleAppAsync();
        using var guesser = app.Visit();
        for (var i = 0; i < 50; i++)
            await guesser.SignInAsync($"person{i}@x.example", Wrong);

        (await guesser.SignInAsync(SampleData.Owner, SampleData.Password)).Is(200);
    }

    [Fact]
    public async Task A_known_browser_is_not_delayed_by_others_of_its_network()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        (await owner.SubmitAsync("/signout", "/signout")).Is(302);
        using var guesser = app.Visit();
        for (var i = 0; i < 6; i++)
            await guesser.SignInAsync(SampleData.Owner, Wrong);

        (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
    }

    [Fact]
    public async Task Failures_at_one_instance_delay_at_another()
    {
        var app = await SampleAppAsync();
        await using var another = app.AnotherInstance();
        using var here = app.Visit();
        using var there = another.Visit();
        for (var i = 0; i < 5; i++)
            await here.SignInAsync(SampleData.Owner, Wrong);

        (await there.SignInAsync(SampleData.Owner, SampleData.Password)).Is(200);
    }

    [Fact]
    public async Task Every_attempt_is_in_the_security_log()
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();
        await owner.SignInAsync(SampleData.Owner, Wrong);
        await owner.SignInAsync("nobody@x.example", Wrong);
        await owner.SignInAsync(SampleData.Owner, SampleData.Password);

        var log = await app.World.ReadAsync(db => Task.FromResult(
            db.SignInRecords.OrderBy(row => row.Number).Select(row => row.Outcome).ToList()));

        Assert.Equal([SignInOutcome.WrongPassword, SignInOutcome.UnknownAddress, SignInOutcome.SignedIn], log);
        Assert.Contains(
            "Wrong password", (await owner.PageAsync("/account/security")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qwerty123456", true)]
    [InlineData("Password2026!!", true)]
    [InlineData("letmeinletmein", true)]
    [InlineData("abcabcabcabc", true)]
    [InlineData("jane.doe-2026", true)]
    [InlineData("SeoRankGenius1", true)]
    [InlineData("correct horse battery", false)]
    [InlineData(SampleData.Password, false)]
    public void What_is_guessed_first_is_no_password(string password, bool isCommon) =>
        Assert.Equal(isCommon, CommonPasswords.IsCommon(password, "jane.doe@x.example"));

    [Fact]
    public async Task A_common_password_is_refused_with_what_to_do()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        const string Page = "/account/security";

        var answer = await owner.SubmitAsync(
            Page, "handler=Password", ("Input.Current", SampleData.Password), ("Input.Password", "Password2026!!"),
            ("Input.Repeated", "Password2026!!"));

        Assert.Contains("too easy to guess", answer.Is(200).Body, StringComparison.Ordinal);
    }

    private static Visitor From(App app, string address)
    {
        var visitor = app.Visit();
        visitor.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        return visitor;
    }
}
