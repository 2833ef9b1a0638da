namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>One connected site: its domain, its token, its removal.</summary>
[RequireRecentSignIn]
public sealed class SiteModel(LicenseQueries licenses, SiteAdmin siteAdmin) : PageModel
{
    private static readonly InlineValidator<Fields> RemovalRules = new()
    {
        rules => rules.RuleFor(form => form.Leftover)
            .NotNull().WithMessage("Choose what happens to the credits of this site."),
        rules => rules.RuleFor(form => form.Sentence).Explanation(),
    };

    public LicenseDetails License { get; private set; } = null!;
    public PoolDetails Pool { get; private set; } = null!;
    public SiteDetails Site => Pool.Site!;

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>The site's new token, shown only once; null otherwise.</summary>
    public string? Token { get; private set; }

    /// <summary>The result of the form that led here; null without one.</summary>
    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid site, string? done, CancellationToken cancellation)
    {
        Notice = done switch
        {
            "renamed" => "Site renamed. Its credits, token and history are unchanged.",
            "revoked" => "Token revoked. It no longer works.",
            _ => null,
        };
        await ReadAsync(id, site, cancellation);
        Input = new Fields { Domain = Site.Domain };
        return Page();
    }

    public Task<IActionResult> OnPostRenameAsync(Guid id, Guid site, CancellationToken cancellation) => ChangeAsync(
        id, site, "renamed",
        () => siteAdmin.RenameAsync(HttpContext.Actor(), site, Input.Domain, cancellation), cancellation);

    public Task<IActionResult> OnPostRevokeAsync(Guid id, Guid site, CancellationToken cancellation) => ChangeAsync(
        id, site, "revoked", () => siteAdmin.RevokeTokenAsync(HttpContext.Actor(), site, cancellation), cancellation);

    /// <summary>No redirect: the token is shown in this response only.</summary>
    public async Task<IActionResult> OnPostRotateAsync(Guid id, Guid site, CancellationToken cancellation)
    {
        await ReadAsync(id, site, cancellation);
        Token = await siteAdmin.RotateTokenAsync(HttpContext.Actor(), site, cancellation);
        Input = new Fields { Domain = Site.Domain };
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid site, CancellationToken cancellation)
    {
        ModelState.Check(Input, RemovalRules);
        var result = await ChangeAsync(
            id, site, "removed",
            () => siteAdmin.RemoveAsync(
                HttpContext.Actor(), site, Input.Leftover!.Value, Input.Sentence, cancellation),
            cancellation);
        return result is RedirectToPageResult ? RedirectToPage("/Admin/Licenses/License", new { id }) : result;
    }

    private async Task<IActionResult> ChangeAsync(
        Guid id, Guid site, string done, Func<Task> change, CancellationToken cancellation)
    {
        await ReadAsync(id, site, cancellation);
        return await this.TryAsync(change, nameof(Input.Domain)) ? RedirectToPage(new { id, site, done }) : Page();
    }

    private async Task ReadAsync(Guid id, Guid site, CancellationToken cancellation)
    {
        License = await licenses.FindAsync(id, cancellation);
        Pool = License.Pool(site) is { Site.RemovedAt: null } pool
            ? pool
            : throw new Refusal(RefusalCode.NotFound, "There is no such connected site.");
    }

    public sealed record Fields
    {
        public string? Domain { get; init; }
        public Leftover? Leftover { get; init; }
        public string? Sentence { get; init; }
    }
}
