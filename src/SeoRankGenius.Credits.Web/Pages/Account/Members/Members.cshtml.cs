namespace SeoRankGenius.Credits.Web.Pages.Account.Members;

/// <summary>The members of the owner's licenses, and the licenses in which the user is a member.</summary>
[Access(Right.Self)]
[Access(Right.Self, "Leave")]
[RequireRecentSignIn("", "Role")]
public sealed class MembersModel(LicenseMembers members, MemberQueries queries, MailOptions mail) : PageModel
{
    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Email).Email("the e-mail address of the new member"),
        rules => rules.RuleFor(form => form.Role).NotNull().WithMessage("Choose a role."),
    };

    [BindProperty]
    public Fields Input { get; set; } = new();

    public string? Notice { get; private set; }

    public IReadOnlyList<OwnedTeam> Teams { get; private set; } = [];

    public IReadOnlyList<Membership> Memberships { get; private set; } = [];

    /// <summary>The roles with what they may do.</summary>
    public static IEnumerable<(AccountRole Role, string Name, string May)> RolesToGive =>
        AccountRoles.OfMembers.Select(role => (role, Name(role), Does(role)));

    /// <summary>A role as screens show it.</summary>
    public static string Name(AccountRole role) => role switch
    {
        AccountRole.Owner => "Owner",
        AccountRole.Billing => "Billing",
        AccountRole.Manager => "Manager",
        AccountRole.Viewer => "Viewer",
    };

    public async Task OnGetAsync(string? done)
    {
        Notice = done switch
        {
            "invited" => "Invitation sent. The link works once, within 7 days.",
            "changed" => "Role changed.",
            "removed" => "Member removed and signed out everywhere.",
            "left" => "You left the license.",
            _ => null,
        };
        await ReadAsync();
    }

    /// <summary>The link goes to the invited person only.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        ModelState.Check(Input, Rules);
        if (!mail.IsOn)
            ModelState.AddModelError("", "E-mail is not configured, so invitations cannot be sent.");
        if (await this.TryAsync(
            () => members.InviteAsync(HttpContext.Actor(), Input.License, Input.Email!, Input.Role!.Value)))
            return RedirectToPage(new { done = "invited" });
        await ReadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRoleAsync(Guid license, Guid member, AccountRole role)
    {
        if (await this.TryAsync(() => members.ChangeAsync(HttpContext.Actor(), license, member, role)))
            return RedirectToPage(new { done = "changed" });
        await ReadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid license, Guid member)
    {
        await members.RemoveAsync(HttpContext.Actor(), license, member);
        return RedirectToPage(new { done = "removed" });
    }

    public async Task<IActionResult> OnPostLeaveAsync(Guid license)
    {
        await members.LeaveAsync(HttpContext.Actor(), license);
        return RedirectToPage(new { done = "left" });
    }

    private async Task ReadAsync()
    {
        Teams = await queries.OwnedAsync(User.UserId());
        Memberships = await queries.OfAsync(User.UserId());
    }

    private static string Does(AccountRole role) => role switch
    {
        AccountRole.Owner => "Everything.",
        AccountRole.Billing => "Buys credits and plans, sets up auto top-up, sees purchases.",
        AccountRole.Manager => "Sets caps and alerts, pauses sites, allocates credits to them.",
        AccountRole.Viewer => "Sees balances, sites, activity, statements and plans.",
    };

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public Guid License { get; init; }

        public string? Email { get; init; }

        public AccountRole? Role { get; init; }
    }
}
