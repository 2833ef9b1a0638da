using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>The catalog's plans, and how one of the owner's licenses stands. Reads only.</summary>
public sealed class PlansModel(PlanQueries plans, PriceList catalog, LastSite last) : PageModel
{
    /// <summary>All the owner's licenses, for the switcher.</summary>
    public IReadOnlyList<OwnedPlan> Licenses { get; private set; } = [];

    /// <summary>The one that the buttons are for; null for an owner without any.</summary>
    public OwnedPlan? License { get; private set; }

    public PlanSummary? Story => License is null ? null : PlanSummary.Of(License, catalog);

    public IEnumerable<PlanCard> Cards => catalog.Plans.Select(plan => new PlanCard(plan, License, MayBill));

    /// <summary>A launch link does not open the owner's billing.</summary>
    public bool MayBill => User.OnlySiteId() is null;

    public bool IsCheckoutCanceled { get; private set; }

    public string Currency => catalog.Currency;

    public async Task<IActionResult> OnGetAsync(Guid? license, string? checkout, CancellationToken cancellation)
    {
        Licenses = await plans.ListAsync(User.Viewer(), cancellation);
        var used = last.Read(HttpContext) ?? "";
        License = license is { } id
            ? Licenses.FirstOrDefault(owned => owned.LicenseId == id)
            : Licenses.OrderByDescending(owned => owned.Domains.Contains(used)).FirstOrDefault();
        if (license is not null && License is null)
            return NotFound();
        IsCheckoutCanceled = checkout == "canceled";
        return Page();
    }
}
