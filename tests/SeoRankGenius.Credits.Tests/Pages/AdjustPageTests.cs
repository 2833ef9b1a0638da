using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>The form, its review and its confirmation, over HTTP.</summary>
public sealed class AdjustPageTests : AppTests
{
    private static readonly (string, string)[] Goodwill =
    [
        ("Input.Credits", "150"), ("Input.Reason", "Goodwill"), ("Input.Sentence", "Failed bulk run on Nov 20"),
    ];

    [Fact]
    public async Task The_review_shows_before_and_after()
    {
        var (app, admin, license) = await GivenAsync();

        var page = Visitor.Parse(await ReviewAsync(admin, license, Goodwill));

        var change = page.QuerySelector(".changes")!.TextContent;
        Assert.Contains("3,450", change, StringComparison.Ordinal);
        Assert.Contains("3,600", change, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.World.AuditAsync(), IsOfAdmin);
    }

    [Fact]
    public async Task Confirmed_twice_it_counts_once()
    {
        var (app, admin, license) = await GivenAsync();
        var review = await ReviewAsync(admin, license, Goodwill);

        var first = await ConfirmAsync(admin, license, review);
        var second = await ConfirmAsync(admin, license, review);

        Assert.Equal(first.Is(302).Location, second.Is(302).Location);
        Assert.Single(await app.World.AuditAsync(), IsOfAdmin);
        var shown = await admin.PageAsync(first.Location!);
        Assert.Contains("3,600", shown.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-4000", "This pool has only 3,450 credits.")]
    [InlineData("many", "Enter a whole number, such as 150 or -150.")]
    [InlineData("1.5", "Enter a whole number, such as 150 or -150.")]
    [InlineData("0", "Enter a number other than 0.")]
    [InlineData("99999999999999999999", "Enter a whole number, such as 150 or -150.")]
    public async Task A_wrong_number_is_said_beside_its_field(string credits, string sentence)
    {
        var (_, admin, license) = await GivenAsync();

        var page = Visitor.Parse(await ReviewAsync(admin, license, [("Input.Credits", credits), .. Goodwill[1..]]));

        Assert.Equal(sentence, page.QuerySelector("#credits-error")!.TextContent);
        var field = page.QuerySelector("input[name='Input.Credits']")!;
        Assert.Equal((credits, "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
        Assert.Empty(page.QuerySelectorAll("#sentence-error:not(:empty)"));
    }

    [Fact]
    public async Task A_form_without_its_one_time_id_is_not_accepted()
    {
        var (_, admin, license) = await GivenAsync();

        var answer = await admin.PostWithTokenAsync(
            $"{license}/adjust", $"{license}/adjust", [.. Goodwill, ("step", "confirm")]);

        answer.Is(400);
    }

    [Fact]
    public async Task Above_the_limit_a_second_admin_approves_on_their_page()
    {
        var (app, admin, license) = await GivenAsync();
        var review = await ReviewAsync(admin, license, [("Input.Credits", "+5,000"), .. Goodwill[1..]]);
        (await ConfirmAsync(admin, license, review)).Is(302);
        Assert.Empty((await admin.PageAsync("/admin/approvals")).QuerySelectorAll("form[action*=Approve]"));

        using var second = await app.SignInAsync(SampleData.SecondAdmin);
        var answer = await second.SubmitAsync("/admin/approvals", "handler=Approve");

        var page = await second.PageAsync(answer.Is(302).Location!);
        Assert.Contains("Approved", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("8,450", (await second.PageAsync(license)).QuerySelector(".pools .shared b")!.TextContent);
    }

    [Fact]
    public async Task The_asker_who_sends_the_form_anyway_reads_why_not()
    {
        var (app, admin, license) = await GivenAsync();
        var review = await ReviewAsync(admin, license, [("Input.Credits", "5000"), .. Goodwill[1..]]);
        (await ConfirmAsync(admin, license, review)).Is(302);
        var request = (await app.World.Get<ApprovalQueries>().WaitingAsync(default)).Single().Request;

        var answer = await admin.PostWithTokenAsync(
            "/admin/approvals", "/admin/approvals?handler=Approve", ("request", $"{request.Id}"));

        Assert.Contains("Another admin must decide", answer.Is(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adjustment_is_undone_from_its_entry()
    {
        var (_, admin, license) = await GivenAsync();
        (await ConfirmAsync(admin, license, await ReviewAsync(admin, license, Goodwill))).Is(302);
        var undo = (await admin.PageAsync(license)).QuerySelector("a[href*='/undo/']")!.GetAttribute("href")!;

        var review = (await admin.SubmitAsync(
            undo, undo, ("Input.Reason", "Mistake"), ("Input.Sentence", "Wrong license"), ("step", "review"))).Is(200);
        (await ConfirmAsync(admin, undo, review, action: "")).Is(302);

        Assert.Contains(
            "An adjustment can be undone once", (await admin.GetAsync(undo)).Is(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credits_move_to_the_pool_that_was_meant()
    {
        var (app, admin, license) = await GivenAsync();
        var pools = await app.World.ReadAsync(db => Task.FromResult(db.Pools
            .Where(pool => pool.Balance == 3_450 || pool.Balance == 250).OrderBy(pool => pool.Balance)
            .Select(pool => pool.Id).ToList()));

        var review = (await admin.SubmitAsync(
            $"{license}/move", "/move", ("Input.PoolId", $"{pools[1]}"), ("Input.ToPoolId", $"{pools[0]}"),
            ("Input.Credits", "1,000"), ("Input.Reason", "WrongPool"), ("Input.Sentence", "Meant for the bakery"),
            ("step", "review"))).Is(200);
        (await ConfirmAsync(admin, $"{license}/move", review, action: "")).Is(302);

        Assert.Equal(1_250, await app.World.BalanceAsync(pools[0]));
        Assert.Equal(2_450, await app.World.BalanceAsync(pools[1]));
    }

    private static bool IsOfAdmin(AuditRecord record) =>
        record is { Action: AuditAction.CreditsAdjusted, ActorName: SampleData.Admin };

    private async Task<(App App, Visitor Admin, string License)> GivenAsync()
    {
        var app = await SampleAppAsync();
        return (app, await app.SignInAsync(SampleData.Admin), await app.LicenseAddressAsync());
    }

    private static async Task<HttpAnswer> ReviewAsync(Visitor admin, string license, (string, string)[] fields) =>
        (await admin.SubmitAsync(
            license, "/adjust", [("Input.PoolId", license.Split('/')[^1]), .. fields, ("step", "review")])).Is(200);

    // The review's own form, with its hidden fields.
    private static Task<HttpAnswer> ConfirmAsync(
        Visitor admin, string license, HttpAnswer review, string action = "/adjust") =>
        admin.PostAsync(
            license + action,
            [
                .. Visitor.Parse(review).QuerySelectorAll("section.card input[type=hidden]")
                    .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? "")),
                ("step", "confirm"),
            ]);
}
