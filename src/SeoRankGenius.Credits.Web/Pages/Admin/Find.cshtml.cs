using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Web.Formatting;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>
/// The search box's results. One exact hit goes straight to its page; it is not repeated in a list that begins alike.
/// </summary>
public sealed class FindModel(Search searching, AuditLog audit) : PageModel
{
    public string Asked { get; private set; } = "";

    public IReadOnlyList<SearchResult> Hits { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken cancellation)
    {
        Asked = q?.Trim() ?? "";
        if (Asked.Length == 0)
            return Page();

        Hits = await searching.FindAsync(Asked, cancellation);
        await audit.NoteAsync(HttpContext.Actor(), new AuditEntry(AuditAction.Searched, $"Searched for {Words()}."));
        var exact = Hits.Where(hit => hit.IsExact).Select(Address).Distinct().ToList();
        return exact is [var only] ? LocalRedirect(only) : Page();
    }

    public static string Address(SearchResult hit) => hit.Kind switch
    {
        SearchResultKind.Purchase => $"{AdminArea.Home}/purchases/{hit.Key}",
        SearchResultKind.Event => $"{AdminArea.Home}/events/{hit.Key}",
        SearchResultKind.Site or SearchResultKind.License or SearchResultKind.Owner =>
            $"{AdminArea.Home}/licenses/{hit.Key}",
    };

    public static string Name(SearchResultKind kind) => kind switch
    {
        SearchResultKind.Site => "Site",
        SearchResultKind.License => "License",
        SearchResultKind.Owner => "Owner",
        SearchResultKind.Purchase => "Purchase",
        SearchResultKind.Event => "Stripe event",
    };

    // A license key, or what may be a mistyped one, is written down nowhere.
    private string Words() =>
        Hits.Count > 0 && Hits.All(hit => hit.Kind != SearchResultKind.License) && Asked.Length <= 100
            ? Asked
            : $"something of {Format.Number(Asked.Length)} characters";
}
