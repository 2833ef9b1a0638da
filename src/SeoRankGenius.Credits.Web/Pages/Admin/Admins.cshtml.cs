namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>The accounts with access to the back office: invite, remove, and reset two-factor sign-in.</summary>
[RequireRecentSignIn]
public sealed class AdminsModel(AdminAccounts admins, Accounts accounts) : PageModel
{
    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Email).Email("the e-mail address of the new admin"),
    };

    [BindProperty]
    public Fields Input { get; set; } = new();

    public IReadOnlyList<BackOffice.Admins.Admin> All { get; private set; } = [];

    public string? Notice { get; private set; }

    /// <summary>Sets the invited admin's password; shown once, in the response that created it.</summary>
    public string? Link { get; private set; }

    public Guid Me => User.Viewer().UserId;

    public async Task OnGetAsync(string? done)
    {
        Notice = done switch
        {
            "removed" => "Admin removed and signed out everywhere.",
            "reset" => "Two-factor sign-in reset. They set up an authenticator app after their next sign-in.",
            _ => null,
        };
        All = await admins.ListAsync();
    }

    public Task<IActionResult> OnPostAsync() => ChangeAsync(async () =>
    {
        if (!ModelState.Check(Input, Rules))
            return Page();
        var (user, token) = await admins.AddAsync(HttpContext.Actor(), Input.Email!);
        Link = token is null ? null : accounts.PasswordLink(user, token, Request);
        Notice = Link is null
            ? $"{user.Email} is an admin now and signs in with the existing password."
            : $"{user.Email} is invited. Send them this link now, because it is shown only once. It sets their "
                + "password and works once, for one day.";
        return Page();
    });

    public Task<IActionResult> OnPostRemoveAsync(Guid admin) => ChangeAsync(async () =>
    {
        await admins.RemoveAsync(HttpContext.Actor(), admin);
        return RedirectToPage(new { done = "removed" });
    });

    public Task<IActionResult> OnPostResetAsync(Guid admin) => ChangeAsync(async () =>
    {
        await admins.ResetTwoFactorAsync(HttpContext.Actor(), admin);
        return RedirectToPage(new { done = "reset" });
    });

    private async Task<IActionResult> ChangeAsync(Func<Task<IActionResult>> change)
    {
        IActionResult result;
        try
        {
            result = await change();
        }
        catch (Refusal refusal)
        {
            ModelState.AddRefusal(refusal);
            result = Page();
        }

        All = await admins.ListAsync();
        return result;
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        /// <summary>The new admin's address.</summary>
        public string? Email { get; init; }
    }
}
