using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>Somebody has an admin's password, but neither phone nor recovery codes.</summary>
public sealed class GuessingCodesTests : AppTests
{
    private const string Wrong = "000000", WrongRecovery = "AAAA-AAAA-AAAA-AAAA";

    [Theory]
    [InlineData(Wrong), InlineData(WrongRecovery)]
    public async Task Five_wrong_codes_delay_the_next(string wrong)
    {
        var app = await SampleAppAsync();
        var key = await SetUpAsync(app);
        using var guesser = app.Visit();
        (await guesser.SignInWithCodeAsync(wrong)).Is(200);
        for (var i = 0; i < 4; i++)
            (await guesser.EnterCodeAsync(wrong)).Is(200);

        (await guesser.EnterCodeAsync(app.Code(key))).Is(200);

        app.World.Time.Advance(TimeSpan.FromSeconds(31));
        (await guesser.EnterCodeAsync(app.Code(key))).Is(302);
    }

    [Fact]
    public async Task Four_wrong_codes_do_not()
    {
        var app = await SampleAppAsync();
        var key = await SetUpAsync(app);
        using var admin = app.Visit();
        (await admin.SignInWithCodeAsync(Wrong)).Is(200);
        for (var i = 0; i < 3; i++)
            await admin.EnterCodeAsync(Wrong);

        (await admin.EnterCodeAsync(app.Code(key))).Is(302);
    }

    [Fact]
    public async Task The_right_password_between_wrong_codes_sets_nothing_back()
    {
        var app = await SampleAppAsync();
        var key = await SetUpAsync(app);
        using var guesser = app.Visit();
        for (var i = 0; i < 5; i++)
            (await guesser.SignInWithCodeAsync(Wrong)).Is(200);

        (await guesser.SignInWithCodeAsync(app.Code(key))).Is(200);
    }

    [Fact]
    public async Task A_known_browser_is_not_delayed_by_a_guesser()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var (key, _) = await app.SetUpAsync(admin);
        (await admin.SubmitAsync("/signout", "/signout")).Is(302);
        (await admin.SignInWithCodeAsync(app.Code(key))).Is(302);
        app.World.Time.Advance(TimeSpan.FromSeconds(30));
        (await admin.SubmitAsync("/signout", "/signout")).Is(302);
        using var guesser = app.Visit();
        for (var i = 0; i < 5; i++)
            (await guesser.SignInWithCodeAsync(Wrong)).Is(200);

        (await admin.SignInWithCodeAsync(app.Code(key))).Is(302);
    }

    [Theory]
    [InlineData(Wrong), InlineData(WrongRecovery)]
    public async Task Wrong_codes_sent_at_once_are_all_counted(string wrong)
    {
        var app = await SampleAppAsync();
        var key = await SetUpAsync(app);
        var guessers = Enumerable.Range(0, 10).Select(_ => app.Visit()).ToList();
        foreach (var guesser in guessers)
            (await guesser.SignInAsync(SampleData.Admin, SampleData.Password)).Is(302);

        await Task.WhenAll(guessers.Select(guesser => guesser.EnterCodeAsync(wrong)));

        (await guessers[0].EnterCodeAsync(app.Code(key))).Is(200);
        guessers.ForEach(guesser => guesser.Dispose());
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once()
    {
        var app = await SampleAppAsync();
        using var setup = await app.SignInAsync(SampleData.Admin);
        var (_, codes) = await app.SetUpAsync(setup);
        using var admin = app.Visit();
        (await admin.SignInWithCodeAsync(codes[3])).Is(302);
        (await admin.GetAsync("/admin")).Is(200);

        using var again = app.Visit();

        (await again.SignInWithCodeAsync(codes[3])).Is(200);
    }

    [Fact]
    public async Task A_recovery_code_is_taken_however_it_is_typed()
    {
        var app = await SampleAppAsync();
        using var setup = await app.SignInAsync(SampleData.Admin);
        var (_, codes) = await app.SetUpAsync(setup);
        using var admin = app.Visit();

        (await admin.SignInWithCodeAsync(" " + codes[0].Replace("-", " ").ToLowerInvariant())).Is(302);
    }

    [Fact]
    public async Task New_recovery_codes_take_the_place_of_those_before()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var (_, before) = await app.SetUpAsync(admin);
        const string Page = "/admin/security";

        var codes = AdminSteps.CodesOn((await admin.PostWithTokenAsync(Page, Page + "?handler=Codes")).Is(200));

        Assert.Equal(before.Count, codes.Except(before).Count());
        using var other = app.Visit();
        (await other.SignInWithCodeAsync(before[0])).Is(200);
        (await other.EnterCodeAsync(codes[0])).Is(302);
    }

    [Fact]
    public async Task Recovery_codes_are_kept_as_hashes_only()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var (_, codes) = await app.SetUpAsync(admin);

        var kept = await app.World.ReadAsync(db => Task.FromResult(
            string.Concat(db.UserTokens.Select(token => token.Value).AsEnumerable())));
        Assert.DoesNotContain(codes[0].Replace("-", ""), kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(codes[0], kept, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> SetUpAsync(App app)
    {
        using var admin = await app.SignInAsync(SampleData.Admin);
        return (await app.SetUpAsync(admin)).Key;
    }
}
