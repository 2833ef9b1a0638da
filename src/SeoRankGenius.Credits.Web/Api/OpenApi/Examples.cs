using SeoRankGenius.Credits.Web.Api.Binding;

namespace SeoRankGenius.Credits.Web.Api.OpenApi;

/// <summary>Consistent data for all examples: an agency's site with the guide's 4,820 credits.</summary>
internal static class Examples
{
    public const string Key = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private const string Domain = "northwind-agency.example";
    private const string TopUp = "https://credits.example/account/credits/" + Domain;
    private const string Upgrade = "https://credits.example/account/plans";
    private const string Confirm = "https://credits.example/account/sites#removed";

    private static readonly Guid Site = new("019b2f6e-4c00-7a10-8c1d-5f3a9e2b7d41");
    private static readonly Guid Run = new("019b2f6e-9e20-7b3c-a1f4-0d6c8b5e2a97");
    private static readonly DateTime At = new(2026, 7, 1, 12, 15, 0, DateTimeKind.Utc);
    private static readonly PlanResponse Pro = new("Pro", LicenseStatus.Active, "Pro", null);
    private static readonly PackResponse Pack = PackResponse.Of(PriceList.Default.Packs[0], "usd");

    public static readonly object
        Activate = new ActivateBody("SRG-NORTHWIND-0001", Domain),
        Activated = new ActivationResponse(Site, Domain, "srgt_" + new string('X', 32), Pro, false),
        Credits = new CreditsResponse(Domain, Pro, Amounts.Of(new Balances(3_450, 1_370)), null, TopUp, false),
        Spend = new SpendBody("meta-generation", 4, 20, "post 42 to 61"),
        Spent = new SpendResponse(Run, Amounts.Of(new Draw(80, 0)), Amounts.Of(new Balances(3_450, 1_290)), false),
        Hold = new HoldBody("content-analysis", 1_500, 900, "run 7"),
        Held = new HoldResponse(
            Run, Amounts.Of(new Draw(1_370, 130)), At, Amounts.Of(new Balances(3_320, 0)), false),
        Capture = new CaptureBody(1_400),
        Captured = new HoldEndResponse(
            Run, Amounts.Of(new Draw(1_370, 30)), Amounts.Of(new Draw(0, 100)), Amounts.Of(new Balances(3_420, 0)),
            false),
        Released = new HoldEndResponse(
            Run, Amounts.Of(default(Draw)), Amounts.Of(new Draw(1_370, 130)), Amounts.Of(new Balances(3_450, 1_370)),
            false),
        Extend = new ExtendBody(3_600),
        HoldState = new HoldStateResponse(
            Run, HoldStatus.Open, "content-analysis", Amounts.Of(new Draw(1_370, 130)), Amounts.Of(default(Draw)), At,
            null),
        GiveBack = new GiveBackBody(4),
        GivenBack = new GiveBackResponse(
            Run, Amounts.Of(new Draw(4, 0)), Amounts.Of(new Balances(3_450, 1_294)), false),
        Transactions = new TransactionsResponse(
            [
                new(Run, TransactionKind.Spend, "meta-generation", 20, "post 42 to 61", Amounts.Of(new Draw(80, 0)),
                    Amounts.Of(new Balances(3_450, 1_290)), At),
            ],
            null, false),
        Estimate = new EstimateBody("content-analysis", 360),
        Estimated = new EstimateResponse(1_800, 5_400, 4_820, Enough.Maybe, 580, Pack, [new(Pack, 1)]),
        Features = FeaturesResponse.Of(PriceList.Default),
        LaunchLink = new LaunchLinkResponse("https://credits.example/launch/" + new string('X', 32), At);

    /// <summary>The detail and the facts of a problem, by its kind.</summary>
    public static (string Detail, Dictionary<string, object> Facts) Of(ErrorKind problem) => problem.Code switch
    {
        "insufficient_credits" => ("This needs 5,000 credits; 4,820 are available.", new()
        {
            ["required"] = 5_000, ["available"] = 4_820, ["topUpUrl"] = TopUp,
        }),
        "site_cap_reached" => ("This needs 12 Shared Credits; 5 are left of this site's monthly cap.", new()
        {
            ["required"] = 12, ["available"] = 5,
        }),
        "site_paused" => ("The owner paused this site.", []),
        "invalid_request" => ("The request is invalid; see errors.", new()
        {
            ["errors"] = new Dictionary<string, string[]>
            {
                ["credits"] = ["Meta generation costs 1 to 5 credits an action."],
            },
        }),
        "site_limit_reached" => ("This plan covers 10 sites, all in use.", new()
        {
            ["siteLimit"] = 10, ["upgradeUrl"] = Upgrade,
        }),
        "confirmation_required" => (
            "example.com was removed from this license. Its owner must confirm that it may connect again.",
            new() { ["confirmUrl"] = Confirm }),
        "plan_required" => ("AI credits need a paid plan. Your balances are kept.", new() { ["upgradeUrl"] = Upgrade }),
        "hold_ended" => ("This hold has ended. Place a new one.", new()
        {
            ["state"] = HoldStatus.Captured, ["captured"] = 1_400,
        }),
        "internal" => ("The error is logged. Send the same request again.", new()
        {
            ["reference"] = "0HNB7L4K2Q9DS:00000003",
        }),
        _ => (problem.Title + ".", []),
    };
}
