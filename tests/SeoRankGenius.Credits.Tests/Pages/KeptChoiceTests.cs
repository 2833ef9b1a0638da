using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>What an owner chose stays chosen when the session or the form has expired.</summary>
public sealed class KeptChoiceTests : AppTests
{
    private const string Tab = "/account/credits/northwind-agency.example";

    /// <summary>Who, the page with the form, a part of the form's address, and what the next page says.</summary>
    public static TheoryData<string, string, string, string> Choices => new()
    {
        { SampleData.Owner, Tab, "/buy?pack=domain-5000", "5,000 domain credits for $20" },
        { SampleData.Free, "/account/plans", "plan=pro", "You chose Pro." },
        {
            SampleData.Owner, Tab + "/top-up/set-up?pool=shared&pack=shared-5000&threshold=500&limit=60",
            "/top-up/set-up?pool=shared", "it buys 5,000 shared credits for $20"
        },
    };

    [Theory, MemberData(nameof(Choices))]
    public async Task An_expired_session_keeps_it_through_the_sign_in(
        string person, string page, string form, string said)
    {
        var app = await SampleAppAsync();
        var (action, fields) = await FormAsync(app, person, page, form);
        using var signedOut = app.Visit();

        var signIn = (await signedOut.PostAsync(action, fields)).Is(302).Location!;
        var next = (await signedOut.SignInAsync(person, SampleData.Password, new Uri(app.Url, signIn).PathAndQuery))
            .Is(302).Location!;

        await ContinueAsync(signedOut, next, form, fields, said);
    }

    [Theory, MemberData(nameof(Choices))]
    public async Task A_stale_form_leads_to_it(string person, string page, string form, string said)
    {
        var app = await SampleAppAsync();
        var (action, fields) = await FormAsync(app, person, page, form);
        using var owner = await app.SignInAsync(person);

        var stale = Visitor.Parse((await owner.PostAsync(action, fields)).Is(400));

        Assert.Equal("Confirm your choice", stale.QuerySelector("h1")!.TextContent);
        var next = stale.QuerySelector("main a.button")!.GetAttribute("href")!;
        await ContinueAsync(owner, next, form, fields, said);
    }

    // The page that shows the choice again; its form leads to Stripe.
    private static async Task ContinueAsync(
        Visitor owner, string address, string form, (string, string)[] fields, string said)
    {
        var answer = await owner.GetAsync(address);
        if (answer.Status == 302)
            answer = await owner.GetAsync(address = answer.Location!);
        Assert.Contains(said, Visitor.Parse(answer.Is(200)).Body!.TextContent, StringComparison.Ordinal);
        (await owner.SubmitAsync(address, form, fields)).Is(303);
    }

    private static async Task<(string Action, (string, string)[] Fields)> FormAsync(
        App app, string person, string page, string form)
    {
        using var owner = await app.SignInAsync(person);
        var found = (await owner.PageAsync(page)).QuerySelectorAll("main form[method=post]")
            .First(one => one.GetAttribute("action")!.Contains(form, StringComparison.Ordinal));
        var button = found.QuerySelector("button[name]");
        return (
            found.GetAttribute("action")!,
            button is null
                ? [("agree", "true"), ("pack", "shared-5000"), ("threshold", "500"), ("limit", "60")]
                : [(button.GetAttribute("name")!, button.GetAttribute("value")!)]);
    }
}
