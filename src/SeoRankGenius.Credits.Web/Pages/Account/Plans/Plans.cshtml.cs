namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>The catalog's plans, and the plan of one of the owner's licenses. Reads only.</summary>
[Access(Right.Read)]
public sealed class PlansModel(PlanQueries plans, PriceList catalog, LastSite lastSite, TimeProvider time) : PageModel
{
    /// <summary>All the owner's licenses, for the switcher.</summary>
    public IReadOnlyList<OwnedPlan> Licenses { get; private set; } = [];

    /// <summary>The license shown; null for an owner without one.</summary>
    public OwnedPlan? License { get; private set; }

    public PlanSummary? Summary => License is null ? null : PlanSummary.Of(License, catalog);

    public IEnumerable<PlanCard> Cards => catalog.Plans.Select(plan =>
        new PlanCard(plan, License, MayBill, catalog, time.GetUtcNow().UtcDateTime));

    /// <summary>The viewer's role includes billing.</summary>
    public bool MayBill => License?.Role.May(Right.Bill) ?? true;

    public bool IsCheckoutCanceled { get; private set; }

    /// <summary>The plan that was chosen before a sign-in on the way; null for none.</summary>
    public Plan? Chosen { get; private set; }

    public string Currency => catalog.Currency;

    public async Task<IActionResult> OnGetAsync(
        Guid? license, string? checkout, string? plan, CancellationToken cancellation)
    {
        Licenses = await plans.ListAsync(HttpContext.Viewer(), cancellation);
        var lastDomain = lastSite.Read(HttpContext) ?? "";
        License = license is { } id
            ? Licenses.FirstOrDefault(owned => owned.LicenseId == id)
            : Licenses.OrderByDescending(owned => owned.Domains.Contains(lastDomain)).FirstOrDefault();
        if (license is not null && License is null)
            return NotFound();
        IsCheckoutCanceled = checkout == "canceled";
        Chosen = catalog.PaidPlan(plan);
        return Page();
    }
}
