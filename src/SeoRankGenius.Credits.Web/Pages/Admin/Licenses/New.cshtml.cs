namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Creates a license. Its key is shown only once.</summary>
public sealed class NewModel(LicenseAdmin licenses, Accounts accounts, PriceList catalog, TimeProvider time) : PageModel
{
    [BindProperty]
    public Fields Input { get; set; } = new();

    public IReadOnlyList<Plan> Plans => catalog.Plans;

    /// <summary>The new license; null before it is created.</summary>
    public (Guid LicenseId, string Key, string? PasswordLink)? Created { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        ModelState.Check(Input, Rules);
        await this.TryAsync(
            async () =>
            {
                var owner = await accounts.EnsureAsync(Input.Email!, Roles.Owner);
                var (licenseId, key) = await licenses.CreateAsync(
                    HttpContext.Actor(), owner, Input.Plan!, Input.TrialEndsOn.EndOfDay(), cancellation);
                Created = (licenseId, key, owner.PasswordHash is null
                    ? await accounts.PasswordLinkAsync(owner, Accounts.Invited, Request)
                    : null);
            },
            nameof(Input.Email));
        return Page();
    }

    private InlineValidator<Fields> Rules => new()
    {
        rules => rules.RuleFor(form => form.Email).Email("the owner’s e-mail address"),
        rules => rules.RuleFor(form => form.Plan)
            .Must(plan => Plans.Any(known => known.Code == plan)).WithMessage("Choose a plan."),
        rules => rules.RuleFor(form => form.TrialEndsOn)
            .Must(day => day is null || day.EndOfDay() > time.GetUtcNow().UtcDateTime)
            .WithMessage("Choose today or a later day."),
    };

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        /// <summary>The owner's address.</summary>
        public string? Email { get; init; }

        public string? Plan { get; init; }

        /// <summary>The last day of the trial, in UTC; null for none.</summary>
        public DateOnly? TrialEndsOn { get; init; }
    }
}
