using System.ComponentModel;

namespace SeoRankGenius.Credits.Web.Api;

// The response of each route. The attributes describe it at /openapi/v1.json.

[Description("Whole credits, by pool: Domain belongs to this site, Shared to every site of the license.")]
public sealed record Amounts(
    [property: Description("Domain and Shared together.")] long Total,
    [property: Description("Of this site only.")] long Domain,
    [property: Description("Of every site of the license.")] long Shared)
{
    public static Amounts Of(Draw draw) => new(draw.Total, draw.Domain, draw.Shared);

    public static Amounts Of(Balances balances) => new(balances.Total, balances.Domain, balances.Shared);
}

[Description("How the license stands now.")]
public sealed record PlanResponse(
    [property: Description("The plan's name, such as Pro; Free when a plan or trial has ended.")] string Name,
    [property: Description(
        "canceled: the plan or trial ended, the license counts as Free. suspended: nothing is spent or bought.")]
    LicenseStatus Status,
    [property: Description("For people: Pro, Pro (trial), Free.")] string Label,
    [property: Description("When the trial ends or ended, UTC; null without a trial.")] DateTime? TrialEndsAt)
{
    public static PlanResponse Of(Entitlement standing) => new(
        standing.Plan.Name,
        standing is { IsFree: true, Status: LicenseStatus.Trialing } ? LicenseStatus.Canceled : standing.Status,
        standing.Label,
        standing.TrialEndsAt);
}

public sealed record ActivationResponse(
    Guid SiteId,
    [property: Description("The domain as it is known from now on.")] string Domain,
    [property: Description("The site's token, told this once. It speaks for this site only. Keep it secret.")]
    string Token,
    PlanResponse Plan)
{
    public static ActivationResponse Of(ActivatedSite activation) =>
        new(activation.SiteId, activation.Domain, activation.Token, PlanResponse.Of(activation.Entitlement));
}

public sealed record CreditsResponse(
    [property: Description("The site's domain.")] string Site,
    PlanResponse Plan,
    [property: Description("What the site has to spend now. All zero on the Free plan; see kept.")] Amounts Balances,
    [property: Description(
        "On the Free plan only, else null: what is kept, cannot be spent, and is back with the next paid plan.")]
    Amounts? Kept,
    [property: Description("Where a person buys more; open it in a new tab.")] string TopUpUrl);

public sealed record SpendResponse(
    [property: Description("Names the spend in the ledger.")] Guid TransactionId,
    [property: Description("What was taken: Domain first, then Shared.")] Amounts Charged,
    [property: Description("What was left right after it.")] Amounts Balances)
{
    public static SpendResponse Of(SpendResult spent) =>
        new(spent.TransactionId, Amounts.Of(spent.Charged), Amounts.Of(spent.Balances));
}

public sealed record HoldResponse(
    Guid HoldId,
    [property: Description("What was put aside: Domain first, then Shared.")] Amounts Held,
    [property: Description("From this moment on it cannot be captured, and returns by itself. UTC.")]
    DateTime ExpiresAt,
    [property: Description("What was left right after it.")] Amounts Balances)
{
    public static HoldResponse Of(HoldResult held) =>
        new(held.HoldId, Amounts.Of(held.Taken), held.ExpiresAt, Amounts.Of(held.Balances));
}

public sealed record HoldEndResponse(
    Guid HoldId,
    [property: Description("What was kept: Domain first, then Shared.")] Amounts Charged,
    [property: Description("What went back to the very pools it came from.")] Amounts Returned,
    [property: Description("What there is now.")] Amounts Balances)
{
    public static HoldEndResponse Of(HoldEnd end) => new(
        end.HoldId, Amounts.Of(end.Charged), Amounts.Of(end.Returned), Amounts.Of(end.Balances));
}

public sealed record FeaturesResponse(IReadOnlyList<FeatureResponse> Features)
{
    public static FeaturesResponse Of(PriceList catalog) => new(
        [.. catalog.Features.Select(known => new FeatureResponse(
            known.Code, known.Name, known.MinCredits, known.MaxCredits))]);
}

public sealed record FeatureResponse(
    [property: Description("What spend, holds and estimate call it.")] string Code,
    [property: Description("For people.")] string Name,
    [property: Description("The least an action costs, whole credits.")] int MinCredits,
    [property: Description("The most an action costs, whole credits.")] int MaxCredits);

public sealed record LaunchLinkResponse(
    [property: Description("For the person's browser. Opens once. Do not store or log it.")] string Url,
    [property: Description("60 seconds from now, UTC.")] DateTime ExpiresAt);
