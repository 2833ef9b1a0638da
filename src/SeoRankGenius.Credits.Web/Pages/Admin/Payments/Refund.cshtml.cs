namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>Refunds of a purchase or of a plan's invoice: those so far, and a form for another one.</summary>
[RequireRecentSignIn]
public sealed class RefundModel(
    AdminRefunds refunds, PriceList catalog, BackOfficeOptions settings) : PageModel
{
    public ReturnedMoney Record { get; private set; } = null!;

    /// <summary>Its effect, shown instead of the form; null while the form is shown.</summary>
    public RefundReview? Review { get; private set; }

    /// <summary>The result of the form that led here; null without one.</summary>
    public string? Notice { get; private set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>Whole minor units that can still be refunded.</summary>
    public long Refundable => Record.Paid.RefundableMinor;

    /// <summary><c>5,000 shared credits</c>, or the plan and its period.</summary>
    public string Name => DisplayNames.Of(Record.Paid, catalog);

    /// <summary>This page's path.</summary>
    public string Address => DisplayNames.RefundAddress(Record.Paid);

    /// <summary>Where the payment itself is shown.</summary>
    public string Back => DisplayNames.Address(Record.Paid);

    /// <summary>Removing more credits than this needs a second admin.</summary>
    public long ApprovalAbove => settings.ApprovalAbove;

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid? id, [FromRoute] string? invoice, string? outcome)
    {
        Record = await refunds.FindAsync(new PaidSource(id, invoice));
        Notice = outcome switch
        {
            "done" => "Refund started. The credits were removed.",
            "waiting" => "Approval requested. Nothing is refunded until a second admin approves.",
            _ => null,
        };
        Input = new Fields { Id = Guid.NewGuid(), Amount = new Money(Refundable, Currency).ToInput() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromRoute] Guid? id, [FromRoute] string? invoice, string? step, CancellationToken cancellation)
    {
        var source = new PaidSource(id, invoice);
        Record = await refunds.FindAsync(source);
        if (Input.Id == Guid.Empty)
            return BadRequest();
        if (step == "edit")
            return Page();
        ModelState.Check(Input, Rules);
        var outcome = "done";
        var isDone = await this.TryAsync(
            async () =>
            {
                var refund = new AdminRefund(Input.Id, source, Amount!.Value.Minor, Input.Reason!, Input.Sentence!);
                if (step != "confirm")
                    Review = await refunds.ReviewAsync(HttpContext.Actor(), refund, cancellation);
                else if (!await refunds.RefundAsync(HttpContext.Actor(), refund, cancellation))
                    outcome = "waiting";
            },
            nameof(Input.Amount),
            "Send the form again: it refunds once.");
        return isDone && Review is null ? Redirect($"{Address}?outcome={outcome}") : Page();
    }

    // Whether the amount is still refundable, only the operation knows: the form may be sent again.
    private InlineValidator<Fields> Rules => new()
    {
        rules => rules.RuleFor(form => form.Amount).Must(_ => Amount is { Minor: > 0 })
            .WithMessage($"Enter an amount from {new Money(1, Currency)} to {new Money(Refundable, Currency)}."),
        rules => rules.RuleFor(form => form.Reason)
            .Must(reason => IssueRefund.Reasons.Contains(reason ?? "")).WithMessage("Choose a reason."),
        rules => rules.RuleFor(form => form.Sentence).Explanation(),
    };

    private string Currency => Record.Paid.Currency;
    private Money? Amount => Money.Parse(Input.Amount, Currency);

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        /// <summary>The one-time id of the form.</summary>
        public Guid Id { get; init; }

        public string? Amount { get; init; }
        public string? Reason { get; init; }
        public string? Sentence { get; init; }
    }
}
