namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>
/// The results of the search box. A single exact match redirects to its page.
/// </summary>
public sealed class FindModel(Search search, AuditLog audit) : PageModel
{
    public string Query { get; private set; } = "";
    public IReadOnlyList<SearchResult> Results { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken cancellation)
    {
        Query = q?.Trim() ?? "";
        if (Query.Length == 0)
            return Page();

        Results = await search.FindAsync(Query, cancellation);
        await audit.NoteAsync(
            HttpContext.Actor(), new AuditEntry(AuditAction.Searched, $"Searched for {LoggedQuery()}."));
        var exact = Results.Where(result => result.IsExact).Select(Address).Distinct().ToList();
        return exact is [var only] ? LocalRedirect(only) : Page();
    }

    public static string Address(SearchResult result) => result.Kind switch
    {
        SearchResultKind.Purchase => $"{AdminArea.Home}/purchases/{result.Key}",
        SearchResultKind.Event => $"{AdminArea.Home}/events/{result.Key}",
        SearchResultKind.Site or SearchResultKind.License or SearchResultKind.Owner =>
            $"{AdminArea.Home}/licenses/{result.Key}",
    };

    // A license key, or what may be a mistyped one, is never recorded.
    private string LoggedQuery() =>
        Results.Count > 0 && Results.All(result => result.Kind != SearchResultKind.License) && Query.Length <= 100
            ? Query
            : $"a text of {Format.Number(Query.Length)} characters";
}
