using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>One connected site: its domain, its token, its removal.</summary>
[MovesCredits]
public sealed class SiteModel(LicenseQueries licenses, SiteAdmin keeping, TimeProvider time) : PageModel
{
    public LicenseDetails License { get; private set; } = null!;

    public PoolDetails Pool { get; private set; } = null!;

    public SiteDetails Site => Pool.Site!;

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>The site's new token, shown this once; null before.</summary>
    public string? Token { get; private set; }

    /// <summary>What was done just now, as a sentence.</summary>
    public string? Notice { get; private set; }

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid site, string? done, CancellationToken cancellation)
    {
        Notice = done switch
        {
            "renamed" => "The site has its new domain. Its credits, token and history stayed with it.",
            "revoked" => "The token works no more.",
            _ => null,
        };
        if (!await FindAsync(id, site, cancellation))
            return NotFound();
        Input = new Fields { Domain = Site.Domain };
        return Page();
    }

    public Task<IActionResult> OnPostRenameAsync(Guid id, Guid site, CancellationToken cancellation) => DoAsync(
        id, site, "renamed",
        () => keeping.RenameAsync(HttpContext.Actor(), site, Input.Domain, cancellation), cancellation);

    public Task<IActionResult> OnPostRevokeAsync(Guid id, Guid site, CancellationToken cancellation) => DoAsync(
        id, site, "revoked", () => keeping.RevokeTokenAsync(HttpContext.Actor(), site, cancellation), cancellation);

    /// <summary>No redirect: the token is in this answer only.</summary>
    public async Task<IActionResult> OnPostRotateAsync(Guid id, Guid site, CancellationToken cancellation)
    {
        if (!await FindAsync(id, site, cancellation))
            return NotFound();
        Token = await keeping.RotateTokenAsync(HttpContext.Actor(), site, cancellation);
        Input = new Fields { Domain = Site.Domain };
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid site, CancellationToken cancellation)
    {
        var answer = await DoAsync(
            id, site, "removed",
            () => keeping.RemoveAsync(
                HttpContext.Actor(), site, Input.Leftover ?? throw Undecided, Input.Why, cancellation),
            cancellation);
        return answer is RedirectToPageResult ? RedirectToPage("/Admin/Licenses/License", new { id }) : answer;
    }

    private static Refusal Undecided =>
        new Refusal(RefusalCode.InvalidRequest, "Please choose.")
            .With("errors", new Dictionary<string, string[]>
            {
                ["leftover"] = ["Please choose what becomes of its credits."],
            });

    private async Task<IActionResult> DoAsync(
        Guid id, Guid site, string done, Func<Task> change, CancellationToken cancellation)
    {
        if (!await FindAsync(id, site, cancellation))
            return NotFound();
        try
        {
            await change();
            return RedirectToPage(new { id, site, done });
        }
        catch (Refusal no) when (no.Code is RefusalCode.InvalidRequest or RefusalCode.DomainTaken)
        {
            ModelState.Mark(no, nameof(Input), nameof(Input.Domain));
            return Page();
        }
    }

    private async Task<bool> FindAsync(Guid id, Guid site, CancellationToken cancellation)
    {
        if (await licenses.FindAsync(id, cancellation) is not { } license
            || license.Pool(site) is not { Site.RemovedAt: null } pool)
            return false;
        (License, Pool) = (license, pool);
        return true;
    }

    public sealed record Fields
    {
        public string? Domain { get; init; }

        public Leftover? Leftover { get; init; }

        public string? Why { get; init; }
    }
}
