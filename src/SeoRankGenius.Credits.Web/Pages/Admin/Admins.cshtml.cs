namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>Who has access to the back office: invite, approve, remove, reset two-factor sign-in.</summary>
[RequireRecentSignIn]
public sealed class AdminsModel(AdminAccounts admins, Accounts accounts, SecurityEmails mails) : PageModel
{
    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Email).Email("the e-mail address of the new admin"),
    };

    [BindProperty]
    public Fields Input { get; set; } = new();

    public IReadOnlyList<BackOffice.Admins.Admin> All { get; private set; } = [];

    public string? Notice { get; private set; }

    /// <summary>Invitations that wait for a second admin.</summary>
    public IReadOnlyList<AdminInvitation> Waiting { get; private set; } = [];

    public Guid Me => User.UserId();

    public async Task OnGetAsync(string? done)
    {
        Notice = done switch
        {
            "invited" => "Invitation saved. Another admin must approve it before an e-mail is sent.",
            "approved" => "Approved. The new admin gets an e-mail with the next step.",
            "declined" => "Invitation declined.",
            "removed" => "Admin removed and signed out everywhere.",
            "reset" => "Two-factor sign-in reset. They set up an authenticator app after their next sign-in.",
            _ => null,
        };
        await ReadAsync();
    }

    public Task<IActionResult> OnPostAsync() => ChangeAsync(async () =>
    {
        if (!ModelState.Check(Input, Rules))
            return Page();
        await admins.InviteAsync(HttpContext.Actor(), Input.Email!);
        return RedirectToPage(new { done = "invited" });
    });

    /// <summary>The link goes to the new admin only.</summary>
    public Task<IActionResult> OnPostApproveAsync(Guid invitation) => ChangeAsync(async () =>
    {
        if (!mails.IsOn)
            throw new Refusal(
                RefusalCode.InvalidRequest,
                "E-mail is not configured, so the invitation cannot be sent. Use the command: admin add EMAIL.");
        var user = await admins.ApproveAsync(HttpContext.Actor(), invitation);
        mails.SendInvitation(user, user.PasswordHash is null
            ? await accounts.PasswordLinkAsync(user, Accounts.Invited, Request)
            : null);
        return RedirectToPage(new { done = "approved" });
    });

    public Task<IActionResult> OnPostDeclineAsync(Guid invitation) => ChangeAsync(async () =>
    {
        await admins.DeclineAsync(HttpContext.Actor(), invitation);
        return RedirectToPage(new { done = "declined" });
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

        await ReadAsync();
        return result;
    }

    private async Task ReadAsync() =>
        (All, Waiting) = (await admins.ListAsync(), await admins.WaitingAsync());

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        /// <summary>The new admin's address.</summary>
        public string? Email { get; init; }
    }
}
