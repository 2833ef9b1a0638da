using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Catalog;

/// <summary>Credits for money, bought once.</summary>
/// <param name="Code">Names the pack in forms, purchases and Stripe's metadata.</param>
/// <param name="Pool">The pool that the credits go to.</param>
/// <param name="Credits">Whole credits.</param>
/// <param name="PriceCents">Whole cents of <see cref="PriceList.Currency"/>.</param>
public sealed record Pack(string Code, PoolKind Pool, long Credits, long PriceCents);

/// <summary>What AI actions of one kind cost.</summary>
/// <param name="Code">Names the feature in the API.</param>
/// <param name="Name">For people.</param>
/// <param name="MinCredits">The least an action costs, at least 1. Source: the guide's 1–15.</param>
/// <param name="MaxCredits">The most an action costs, at most 15.</param>
public sealed record Feature(string Code, string Name, int MinCredits, int MaxCredits);

/// <summary>A plan of a license.</summary>
/// <param name="Code">Names the plan in licenses and commands.</param>
/// <param name="Name">For people.</param>
/// <param name="PriceCents">Whole cents a month; 0 for the Free plan.</param>
/// <param name="IncludedCredits">Whole credits that come with each paid month, into the Shared pool.</param>
/// <param name="SiteLimit">Sites that a license on this plan may connect.</param>
public sealed record Plan(string Code, string Name, long PriceCents, long IncludedCredits, int SiteLimit)
{
    /// <summary>The lookup key of its price at Stripe. Nothing on the Free plan, which is not sold.</summary>
    public string StripePrice { get; init; } = "seorankgenius-" + Code;

    /// <summary>Days that a license may try it before the first payment, once in its life; 0 for no trial.</summary>
    public int TrialDays { get; init; }

    /// <summary>Whole credits that come with that trial, into the Shared pool.</summary>
    public long TrialCredits { get; init; }

    public bool IsFree => PriceCents == 0;
}

/// <summary>Packs, features and plans: <c>Catalog:…</c>. A list that is left out is the guide's. Checked at start by
/// <see cref="CatalogRules"/>.</summary>
public sealed record PriceList
{
    /// <summary>The most an AI action may cost, and the least. Source: the guide.</summary>
    public const int LeastCredits = 1, MostCredits = 15;

    /// <summary>What the guide promises.</summary>
    public static readonly PriceList Default = new();

    /// <summary>An ISO 4217 code in lower case, as Stripe writes it.</summary>
    public string Currency { get; init; } = "usd";

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

    /// <summary>The plan of a license; the Free plan when the catalog no longer has it.</summary>
    public Plan PlanOf(string code) => Plans.FirstOrDefault(plan => plan.Code == code) ?? FreePlan;

    /// <summary>The paid plan with this code; null where there is none.</summary>
    public Plan? PaidPlan(string? code) => Plans.FirstOrDefault(plan => plan.Code == code && !plan.IsFree);

    /// <summary>The paid plan whose price has this lookup key at Stripe; null where there is none.</summary>
    public Plan? PlanOfPrice(string? lookupKey) =>
        Plans.FirstOrDefault(plan => plan.StripePrice == lookupKey && !plan.IsFree);

    public IEnumerable<Pack> PacksOf(PoolKind pool) => Packs.Where(pack => pack.Pool == pool);
}
