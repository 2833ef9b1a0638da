namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>Confirms that a license's second subscription is canceled and refunded.</summary>
[RequireRecentSignIn]
public sealed class SecondSubscriptionModel(SecondSubscriptions seconds, BackOfficeOptions settings) : PageModel
{
    /// <summary>The event that was flagged because of it.</summary>
    public string Id { get; private set; } = "";

    public SecondSubscription Second { get; private set; } = null!;

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>Removing more credits than this needs a second admin.</summary>
    public long ApprovalAbove => settings.ApprovalAbove;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        Input = new Fields { Id = Guid.NewGuid() };
        return await ShowAsync(id, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation)
    {
        if (Input.Id == Guid.Empty)
            return BadRequest();
        var isRefunded = true;
        ModelState.Check(Input, new InlineValidator<Fields>
        {
            rules => rules.RuleFor(form => form.Sentence).Explanation(),
        });
        return await this.TryAsync(
            async () => isRefunded = await seconds.CancelAsync(
                HttpContext.Actor(), Input.Id, id, Input.Sentence, cancellation),
            advice: "Send the form again: it cancels and refunds once.")
                ? Redirect($"{AdminArea.Home}/events/{id}?canceled={(isRefunded ? "done" : "waiting")}")
                : await ShowAsync(id, cancellation);
    }

    private async Task<IActionResult> ShowAsync(string id, CancellationToken cancellation)
    {
        (Id, Second) = (id, await seconds.FindAsync(id, cancellation));
        return Page();
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        /// <summary>The one-time id of the form.</summary>
        public Guid Id { get; init; }

        public string? Sentence { get; init; }
    }
}
