using System.ComponentModel;
using SeoRankGenius.Credits.Usage.Transactions;

namespace SeoRankGenius.Credits.Web.Api;

// The response of each route. The attributes describe it at /openapi/v1.json.

/// <summary>Descriptions of members that several responses have.</summary>
internal static class Members
{
    public const string Test =
        "true for a test site: its balance, in domain, is of free test credits, and shared is always zero.";
}

[Description("Whole credits by pool.")]
public sealed record Amounts(
    [property: Description("Domain and Shared together.")] long Total,
    [property: Description("Of this site only.")] long Domain,
    [property: Description("Of every site of the license.")] long Shared)
{
    public static Amounts Of(Draw draw) => new(draw.Total, draw.Domain, draw.Shared);

    public static Amounts Of(Balances balances) => new(balances.Total, balances.Domain, balances.Shared);
}

[Description("The license's plan and status now.")]
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
    [property: Description("The normalized domain.")] string Domain,
    [property: Description("The site's token, returned only here. Keep it secret.")] string Token,
    PlanResponse Plan,
    [property: Description(Members.Test)] bool Test);

public sealed record CreditsResponse(
    [property: Description("The site's domain.")] string Site,
    PlanResponse Plan,
    [property: Description("What the site can spend now. All zero on the Free plan and while suspended; see kept.")]
    Amounts Balances,
    [property: Description(
        "On the Free plan and while suspended: what is kept and cannot be spent. Else null.")]
    Amounts? Kept,
    [property: Description("Where a person buys credits; open it in a new tab.")] string TopUpUrl,
    [property: Description(Members.Test)] bool Test);

public sealed record SpendResponse(
    [property: Description("The spend's id in the ledger.")] Guid TransactionId,
    [property: Description("What was charged: Domain first, then Shared.")] Amounts Charged,
    [property: Description("The balances right after it.")] Amounts Balances,
    [property: Description(Members.Test)] bool Test);

public sealed record HoldResponse(
    Guid HoldId,
    [property: Description("What was reserved: Domain first, then Shared.")] Amounts Held,
    [property: Description("From this time on it cannot be captured, and returns automatically. UTC.")]
    DateTime ExpiresAt,
    [property: Description("The balances right after it.")] Amounts Balances,
    [property: Description(Members.Test)] bool Test);

public sealed record HoldEndResponse(
    Guid HoldId,
    [property: Description("What was charged: Domain first, then Shared.")] Amounts Charged,
    [property: Description("What returned to the pools it came from.")] Amounts Returned,
    [property: Description("The balances now.")] Amounts Balances,
    [property: Description(Members.Test)] bool Test)
{
    public static HoldEndResponse Of(HoldEnd end, bool isTest) => new(
        end.HoldId, Amounts.Of(end.Charged), Amounts.Of(end.Returned), Amounts.Of(end.Balances), isTest);
}

[Description("A hold and its state.")]
public sealed record HoldStateResponse(
    Guid HoldId,
    [property: Description("open: reserved. captured, released, expired: ended.")] HoldStatus State,
    [property: Description("The feature's code.")] string Feature,
    [property: Description("What was reserved.")] Amounts Held,
    [property: Description("What was charged when it ended; zero while it is open.")] Amounts Charged,
    [property: Description("From this time on it cannot be captured. UTC.")] DateTime ExpiresAt,
    [property: Description("UTC; null while its credits have not returned.")] DateTime? EndedAt)
{
    public static HoldStateResponse Of(Hold hold, DateTime now) => new(
        hold.Id, hold.StatusAt(now), hold.Feature, Amounts.Of(hold.Held), Amounts.Of(hold.Charged), hold.ExpiresAt,
        hold.EndedAt?.ToWholeSecond());
}

public sealed record GiveBackResponse(
    [property: Description("The give-back's id in the ledger.")] Guid TransactionId,
    [property: Description("What returned to the pools it came from: Shared first.")] Amounts Returned,
    [property: Description("The balances right after it.")] Amounts Balances,
    [property: Description(Members.Test)] bool Test);

public sealed record TransactionsResponse(
    [property: Description("Newest first.")] IReadOnlyList<TransactionResponse> Items,
    [property: Description("Pass it as next to read the following page; null on the last page.")] string? Next,
    [property: Description(Members.Test)] bool Test)
{
    public static TransactionsResponse Of(TransactionPage page, bool isTest) =>
        new([.. page.Items.Select(TransactionResponse.Of)], page.Next, isTest);
}

public sealed record TransactionResponse(
    Guid Id,
    [property: Description("spend, spend_returned, hold_placed or hold_returned.")] TransactionKind Kind,
    [property: Description("The feature's code.")] string Feature,
    [property: Description("Number of actions; null for a hold.")] long? Actions,
    [property: Description("Your own text.")] string? Reference,
    [property: Description("What was charged; negative when credits returned.")] Amounts Charged,
    [property: Description("The balances right after it.")] Amounts Balances,
    [property: Description("UTC.")] DateTime At)
{
    public static TransactionResponse Of(SiteTransaction row) => new(
        row.Id, row.Kind, row.Use.Feature, row.Use.Actions, row.Use.Reference, Amounts.Of(row.Charged),
        Amounts.Of(row.Balances), row.At);
}

public sealed record FeaturesResponse(IReadOnlyList<FeatureResponse> Features)
{
    public static FeaturesResponse Of(PriceList catalog) => new(
        [.. catalog.Features.Select(known => new FeatureResponse(
            known.Code, known.Name, known.MinCredits, known.MaxCredits))]);
}

public sealed record FeatureResponse(
    [property: Description("Its code in spend, holds and estimate.")] string Code,
    [property: Description("For people.")] string Name,
    [property: Description("The least an action costs, whole credits.")] int MinCredits,
    [property: Description("The most an action costs, whole credits.")] int MaxCredits);

public sealed record LaunchLinkResponse(
    [property: Description("For the person's browser. Opens once. Do not store or log it.")] string Url,
    [property: Description("60 seconds from now, UTC.")] DateTime ExpiresAt);

public sealed record EstimateResponse(
    [property: Description("Every page at the feature's least, whole credits.")] long Min,
    [property: Description("Every page at the feature's most, whole credits.")] long Max,
    [property: Description("Total Available now, whole credits.")] long Available,
    [property: Description("yes: covers max. maybe: covers min, not max. no: does not cover min.")] Enough Enough,
    [property: Description("What is missing for max, whole credits; 0 when nothing is.")] long ShortBy,
    [property: Description(
        "The cheapest pack that covers shortBy by itself; null when nothing is missing or no single pack does.")]
    PackResponse? SuggestedPack,
    [property: Description("The cheapest packs that together cover shortBy; empty when nothing is missing.")]
    IReadOnlyList<PackCountResponse> SuggestedPacks)
{
    public static EstimateResponse Of(Estimate estimate, string currency) => new(
        estimate.Min, estimate.Max, estimate.Available, estimate.Enough, estimate.ShortBy,
        estimate.OnePack is { } one ? PackResponse.Of(one, currency) : null,
        [.. estimate.Packs.Select(same => new PackCountResponse(PackResponse.Of(same.Pack, currency), same.Count))]);
}

[Description("Credits for money, bought on the site's Credits tab (topUpUrl).")]
public sealed record PackResponse(
    string Code,
    [property: Description("shared: for every site of the license. domain: for this site only.")] PoolKind Pool,
    [property: Description("Whole credits.")] long Credits,
    [property: Description("The price in whole minor units of the currency.")] long PriceMinor,
    [property: Description("Three lower-case letters, such as usd.")] string Currency)
{
    public static PackResponse Of(Pack pack, string currency) =>
        new(pack.Code, pack.Pool, pack.Credits, pack.PriceMinor, currency);
}

public sealed record PackCountResponse(PackResponse Pack, [property: Description("How many of it.")] long Count);
