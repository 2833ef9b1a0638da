using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>The catalog's plans, and which of them the owner has.</summary>
public sealed class PlansModel(OwnedSites sites, PriceList catalog) : PageModel
{
    private IReadOnlyList<Standing> _standings = [];

    public IReadOnlyList<Plan> Plans => catalog.Plans;

    public string Currency => catalog.Currency;

    public async Task OnGetAsync(CancellationToken cancellation) =>
        _standings = await sites.StandingsAsync(User.Viewer(), cancellation);

    /// <summary><c>Current plan</c>; with several licenses how many have it; null when none has.</summary>
    public string? CurrentOf(Plan plan) =>
        _standings.Count(standing => standing.Plan == plan) switch
        {
            0 => null,
            var all when all == _standings.Count => "Current plan",
            var some => $"{some} of your {_standings.Count} licenses",
        };
}
