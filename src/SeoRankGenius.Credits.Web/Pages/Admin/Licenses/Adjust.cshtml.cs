namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>
/// Adjusts a pool, moves credits between two, or undoes an adjustment: a form, a review of its effect, and a
/// confirmation. The form's one-time id stays the same throughout, so that a form sent twice takes effect once.
/// </summary>
[RequireRecentSignIn]
public sealed class AdjustModel(LicenseQueries licenses, AdjustBalance adjustments, BackOfficeOptions settings)
    : PageModel
{
    /// <summary>The adjustment to undo; null for the other kinds.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Transaction { get; set; }

    [BindProperty]
    public AdjustmentForm.Fields Input { get; set; } = new();

    public ApprovalKind Kind { get; private set; }
    public LicenseDetails License { get; private set; } = null!;

    /// <summary>Its effect, shown instead of the form; null while the form is shown.</summary>
    public AdjustmentReview? Review { get; private set; }

    /// <summary>The changes that undoing would make now; empty for the other kinds.</summary>
    public IReadOnlyList<PoolChange> Changes { get; private set; } = [];

    /// <summary>Why it can't be undone; null when it can.</summary>
    public string? Impossible { get; private set; }

    public AdjustmentForm Form => new(License, Kind, settings.ApprovalAbove) { Input = Input };

    public async Task<IActionResult> OnGetAsync(Guid id, string kind, Guid? pool, CancellationToken cancellation)
    {
        await ReadAsync(id, kind, cancellation);
        Input = AdjustmentForm.New(License, Kind, settings.ApprovalAbove, pool).Input;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string kind, string? step, CancellationToken cancellation)
    {
        await ReadAsync(id, kind, cancellation);
        if (Input.Id == Guid.Empty)
            return BadRequest();
        if (step == "edit")
            return Page();

        var input = Input.ToAdjustment(Kind, id, Transaction);
        var isDone = await this.TryAsync(
            async () =>
            {
                if (step == "confirm")
                    await adjustments.CorrectAsync(HttpContext.Actor(), input, cancellation);
                else
                    Review = await adjustments.ReviewAsync(HttpContext.Actor(), input);
            },
            nameof(Input.Credits));
        return isDone && Review is null
            ? RedirectToPage("/Admin/Licenses/License", new { id, done = Input.Id })
            : Page();
    }

    private async Task ReadAsync(Guid id, string kind, CancellationToken cancellation)
    {
        Kind = (kind, Transaction) switch
        {
            ("adjust", null) => ApprovalKind.Adjustment,
            ("move", null) => ApprovalKind.Transfer,
            ("undo", not null) => ApprovalKind.Undo,
            _ => throw new Refusal(RefusalCode.NotFound, "There is no such page."),
        };
        License = await licenses.FindAsync(id, cancellation);
        if (Transaction is not { } transaction)
            return;
        try
        {
            Changes = await adjustments.ContraryAsync(id, transaction);
        }
        catch (Refusal refusal) when (refusal.Code == RefusalCode.AlreadyUndone)
        {
            Impossible = refusal.Message;
        }
    }
}

/// <summary>The form of an adjustment, with its input.</summary>
public sealed record AdjustmentForm(LicenseDetails License, ApprovalKind Kind, long ApprovalAbove)
{
    public Fields Input { get; init; } = new();

    /// <summary>A new form, with its one-time id.</summary>
    public static AdjustmentForm New(LicenseDetails license, ApprovalKind kind, long approvalAbove, Guid? pool) =>
        new(license, kind, approvalAbove)
        {
            Input = new Fields { Id = Guid.NewGuid(), PoolId = license.Pool(pool)?.Id ?? license.Id },
        };

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public Guid Id { get; init; }
        public Guid? PoolId { get; init; }
        public Guid? ToPoolId { get; init; }
        public string? Credits { get; init; }
        public AdjustmentReason? Reason { get; init; }
        public string? Sentence { get; init; }
        public string? Reference { get; init; }

        /// <summary>The operation's input; null for credits that are not a number.</summary>
        public AdjustmentInput ToAdjustment(ApprovalKind kind, Guid licenseId, Guid? reversesId) =>
            new(Id, kind, licenseId)
            {
                PoolId = kind == ApprovalKind.Undo ? null : PoolId,
                ToPoolId = kind == ApprovalKind.Transfer ? ToPoolId : null,
                ReversesId = reversesId,
                Credits = kind == ApprovalKind.Undo ? null : Parse.Number(Credits),
                Reason = Reason,
                Sentence = Sentence?.Trim(),
                Reference = Reference,
            };
    }
}
