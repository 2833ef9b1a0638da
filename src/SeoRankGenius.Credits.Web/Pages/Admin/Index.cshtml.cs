using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice;
using SeoRankGenius.Credits.Billing;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>Where admins start.</summary>
public sealed class IndexModel(Figures figures, MoneyWatch money) : PageModel
{
    public FiguresNow Now { get; private set; } = null!;

    /// <summary>What of the money wants a person.</summary>
    public MoneyConcerns Money { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Now = await figures.ReadAsync(cancellation);
        Money = await money.ReadAsync(cancellation);
    }
}
