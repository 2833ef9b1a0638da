using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed class SignInTests : AppTests
{
    private const string Wrong = "not-the-password";

    [Fact]
    public async Task The_owner_comes_to_their_credits()
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();

        var answer = await owner.SignInAsync(SampleData.Owner, SampleData.Password);

        Assert.Equal("/account/credits", answer.Is(302).Location);
        (await owner.GetAsync("/account/credits/northwind-agency.example")).Is(200);
    }

    [Theory]
    [InlineData("/signin"), InlineData("/signin?returnUrl=%2Faccount%2Fcredits")]
    public async Task An_admin_comes_to_the_back_office(string address)
    {
        var app = await SampleAppAsync();
        using var admin = app.Visit();

        var answer = await admin.SignInAsync(SampleData.Admin, SampleData.Password, address);

        Assert.Equal("/admin", answer.Is(302).Location);
        Assert.Equal("/admin", (await admin.GetAsync("/")).Is(302).Location);
        (await admin.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task An_unknown_address_reads_like_a_wrong_password()
    {
        var app = await SampleAppAsync();

        var unknown = await FailAsync(app, "nobody@northwind.example", SampleData.Password);

        Assert.Equal(await FailAsync(app, SampleData.Owner, Wrong), unknown);
    }

    [Fact]
    public async Task A_delayed_account_reads_like_a_wrong_password()
    {
        var app = await SampleAppAsync();
        var wrong = await FailAsync(app, SampleData.Owner, Wrong);
        for (var i = 0; i < 4; i++)
            await FailAsync(app, SampleData.Owner, Wrong);

        var locked = await FailAsync(app, SampleData.Owner, SampleData.Password);

        Assert.Equal(wrong, locked);
    }

    [Fact]
    public async Task Five_wrong_passwords_delay_the_next()
    {
        var app = await SampleAppAsync();
        for (var i = 0; i < 5; i++)
            await FailAsync(app, SampleData.Owner, Wrong);

        using var owner = app.Visit();
        (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(200);
        (await owner.GetAsync("/account/credits")).Is(302);
    }

    [Fact]
    public async Task Four_wrong_passwords_do_not()
    {
        var app = await SampleAppAsync();
        for (var i = 0; i < 4; i++)
            await FailAsync(app, SampleData.Owner, Wrong);

        using var owner = await app.SignInAsync(SampleData.Owner);
        (await owner.GetAsync("/account/credits/northwind-agency.example")).Is(200);
    }

    [Fact]
    public async Task Wrong_passwords_sent_at_once_are_all_counted()
    {
        var app = await SampleAppAsync();
        var visitors = Enumerable.Range(0, 12).Select(_ => app.Visit()).ToList();

        await Task.WhenAll(visitors.Select(visitor => visitor.SignInAsync(SampleData.Owner, Wrong)));

        visitors.ForEach(visitor => visitor.Dispose());
        using var owner = app.Visit();
        (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(200);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https:/evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("evil.example")]
    [InlineData("//evil.example/account/credits")]
    public async Task Nobody_is_sent_elsewhere(string returnUrl)
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();

        var answer = await owner.SignInAsync(
            SampleData.Owner, SampleData.Password, "/signin?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal("/account/credits", answer.Is(302).Location);
        Assert.Equal(
            "/account/credits",
            (await owner.GetAsync("/signin?returnUrl=" + Uri.EscapeDataString(returnUrl))).Is(302).Location);
    }

    [Fact]
    public async Task Signing_in_leads_back_to_the_page_that_asked_for_it()
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();
        var asked = (await owner.GetAsync("/account/credits/client-bakery.example")).Is(302).Location!;

        var answer = await owner.SignInAsync(
            SampleData.Owner, SampleData.Password, new Uri(asked).PathAndQuery);

        Assert.Equal("/account/credits/client-bakery.example", answer.Is(302).Location);
    }

    [Fact]
    public async Task A_link_signs_nobody_out()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await owner.GetAsync("/signout")).Is(200);

        (await owner.GetAsync("/account/credits/northwind-agency.example")).Is(200);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await owner.SubmitAsync("/signout", "/signout")).Is(302);

        (await owner.GetAsync("/account/credits/northwind-agency.example")).Is(302);
    }

    // What the visitor reads after a failed sign-in, without the address they typed and the form's token.
    private static async Task<string> FailAsync(App app, string email, string password)
    {
        using var visitor = app.Visit();
        var answer = (await visitor.SignInAsync(email, password)).Is(200);
        Assert.DoesNotContain("credits", visitor.CookieNames);
        var page = Visitor.Parse(answer);
        foreach (var input in page.QuerySelectorAll("input[type=email], input[type=hidden]"))
            input.RemoveAttribute("value");
        return page.DocumentElement.OuterHtml;
    }
}
