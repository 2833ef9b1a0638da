using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>Where admins start.</summary>
public sealed class IndexModel(Figures figures) : PageModel
{
    public FiguresNow Now { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Now = await figures.ReadAsync(cancellation);
}
