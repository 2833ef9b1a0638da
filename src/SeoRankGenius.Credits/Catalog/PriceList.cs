namespace SeoRankGenius.Credits.Catalog;

/// <summary>Credits for a one-time payment.</summary>
/// <param name="Code">The pack's code in forms, purchases and Stripe's metadata.</param>
/// <param name="Pool">The pool that the credits go to.</param>
/// <param name="Credits">Whole credits.</param>
/// <param name="PriceMinor">Whole minor units of <see cref="PriceList.Currency"/>.</param>
public sealed record Pack(string Code, PoolKind Pool, long Credits, long PriceMinor);

/// <summary>The cost of one kind of AI action.</summary>
/// <param name="Code">The feature's code in the API.</param>
/// <param name="Name">Display name.</param>
/// <param name="MinCredits">Minimum cost of an action, at least 1. Source: the guide's 1–15.</param>
/// <param name="MaxCredits">Maximum cost of an action, at most 15.</param>
public sealed record Feature(string Code, string Name, int MinCredits, int MaxCredits);

/// <summary>A plan of a license.</summary>
/// <param name="Code">The plan's code in licenses and commands.</param>
/// <param name="Name">Display name.</param>
/// <param name="PriceMinor">Whole minor units per month; 0 for the Free plan.</param>
/// <param name="IncludedCredits">Whole credits included in each paid month, for the Shared pool.</param>
/// <param name="SiteLimit">Maximum number of sites that a license on this plan may connect.</param>
public sealed record Plan(string Code, string Name, long PriceMinor, long IncludedCredits, int SiteLimit)
{
    /// <summary>The lookup key of its price at Stripe. Unused for the Free plan, which is not sold.</summary>
    public string StripePrice { get; init; } = "seorankgenius-" + Code;

    /// <summary>Days of the trial before the first payment, once per license; 0 for no trial.</summary>
    public int TrialDays { get; init; }

    /// <summary>Whole credits included in the trial, for the Shared pool.</summary>
    public long TrialCredits { get; init; }

    public bool IsFree => PriceMinor == 0;
}

/// <summary>
/// Packs, features and plans: <c>Catalog:…</c>. An omitted list defaults to the guide's. Validated at start by
/// <see cref="CatalogRules"/>.
/// </summary>
public sealed record PriceList
{
    /// <summary>The minimum and maximum cost of an AI action. Source: the guide.</summary>
    public const int LeastCredits = 1, MostCredits = 15;

    /// <summary>The guide's catalog.</summary>
    public static readonly PriceList Default = new();

    /// <summary>An ISO 4217 code in lower case, as in Stripe.</summary>
    public string Currency { get; init; } = "usd";

    /// <summary>
    /// Whether a subscription whose payments are not collected (<c>pause_collection</c> at Stripe) keeps its plan. If
    /// not, its license counts as Free. It gets no included credits either way.
    /// </summary>
    public bool UncollectedKeepsPlan { get; init; } = true;

    public IReadOnlyList<Pack> Packs { get; init; } =
    [
        new("shared-1000", PoolKind.Shared, 1_000, 5_00),
        new("shared-5000", PoolKind.Shared, 5_000, 20_00),
        new("shared-15000", PoolKind.Shared, 15_000, 40_00),
        new("domain-1000", PoolKind.Domain, 1_000, 5_00),
        new("domain-5000", PoolKind.Domain, 5_000, 20_00),
        new("domain-10000", PoolKind.Domain, 10_000, 30_00),
    ];

    public IReadOnlyList<Feature> Features { get; init; } =
    [
        new("link-suggestions", "Link suggestions", 1, 5),
        new("meta-generation", "Meta generation", 1, 5),
        new("schema-building", "Schema building", 3, 10),
        new("content-analysis", "Content analysis", 5, 15),
    ];

    public IReadOnlyList<Plan> Plans { get; init; } =
    [
        new("free", "Free", 0, 0, 1),
        new("pro", "Pro", 29_00, 2_000, 10),
    ];

    public Plan FreePlan => Plans.First(plan => plan.IsFree);

    /// <summary>The plan of a license; the Free plan if the plan is no longer in the catalog.</summary>
    public Plan PlanOf(string code) => Plans.FirstOrDefault(plan => plan.Code == code) ?? FreePlan;

    /// <summary>The paid plan with this code; null if there is none.</summary>
    public Plan? PaidPlan(string? code) => Plans.FirstOrDefault(plan => plan.Code == code && !plan.IsFree);

    /// <summary>The paid plan whose price has this lookup key at Stripe; null if there is none.</summary>
    public Plan? PlanOfPrice(string? lookupKey) =>
        Plans.FirstOrDefault(plan => plan.StripePrice == lookupKey && !plan.IsFree);

    public IEnumerable<Pack> PacksOf(PoolKind pool) => Packs.Where(pack => pack.Pool == pool);
}
