using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>
/// The search box's results. One exact hit goes straight to its page; it is not repeated in a list that begins alike.
/// </summary>
public sealed class FindModel(Searching searching, Audit audit) : PageModel
{
    public string Asked { get; private set; } = "";

    public IReadOnlyList<Hit> Hits { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken cancellation)
    {
        Asked = q?.Trim() ?? "";
        if (Asked.Length == 0)
            return Page();

        Hits = await searching.FindAsync(Asked, cancellation);
        await audit.NoteAsync(HttpContext.Actor(), new Deed(AuditAction.Searched, $"Searched for {Words()}."));
        var exact = Hits.Where(hit => hit.IsExact).Select(Address).Distinct().ToList();
        return exact is [var only] ? LocalRedirect(only) : Page();
    }

    public static string Address(Hit hit) => hit.Kind switch
    {
        HitKind.Purchase => $"{AdminArea.Home}/purchases/{hit.Key}",
        HitKind.Event => $"{AdminArea.Home}/events/{hit.Key}",
        HitKind.Site or HitKind.License or HitKind.Owner => $"{AdminArea.Home}/licenses/{hit.Key}",
    };

    public static string Name(HitKind kind) => kind switch
    {
        HitKind.Site => "Site",
        HitKind.License => "License",
        HitKind.Owner => "Owner",
        HitKind.Purchase => "Purchase",
        HitKind.Event => "Stripe event",
    };

    // A license key, or what may be a mistyped one, is written down nowhere.
    private string Words() =>
        Hits.Count > 0 && Hits.All(hit => hit.Kind != HitKind.License) && Asked.Length <= 100
            ? Asked
            : $"something of {Show.Number(Asked.Length)} characters";
}
