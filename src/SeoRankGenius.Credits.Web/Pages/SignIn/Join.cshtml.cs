namespace SeoRankGenius.Credits.Web.Pages.SignIn;

/// <summary>
/// Accepts an invitation to a license, by a mailed link and one press. A new account sets its password here; any other
/// signs in first. All links that do not work get the same response.
/// </summary>
public sealed class JoinModel(LicenseMembers members, MemberQueries queries, UserManager<User> users) : PageModel
{
    private static readonly InlineValidator<Fields> Rules = new()
    {
        rules => rules.RuleFor(form => form.Password).Password(),
        rules => rules.RuleFor(form => form.Repeated).Equal(form => form.Password)
            .WithMessage("The two passwords differ. Enter the same password twice."),
    };

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>Null for a link that does not work.</summary>
    public OpenInvitation? Invitation { get; private set; }

    public int MinimumLength => users.Options.Password.RequiredLength;

    /// <summary>Signed in with the invited account.</summary>
    public bool IsInvited => User.IsSignedIn() && User.OnlySiteId() is null && User.UserId() == Invitation!.UserId;

    public async Task<IActionResult> OnGetAsync(string code) => await FindAsync(code) ? Page() : Gone();

    public async Task<IActionResult> OnPostAsync(string code)
    {
        if (!await FindAsync(code))
            return Gone();
        if (Invitation!.HasPassword)
        {
            if (!IsInvited)
                return Page();
            await members.JoinAsync(HttpContext.Actor(), code);
            return RedirectToPage("/Account/Start");
        }

        var user = (await users.FindByIdAsync(Invitation.UserId.ToString()))!;
        if (!ModelState.Check(Input, Rules) || !ModelState.Check(await users.AddPasswordAsync(user, Input.Password!)))
            return Page();
        await members.JoinAsync(HttpContext.Actor(user, Invitation.Role.Code()), code);
        return RedirectToPage("/SignIn/SignIn", new { notice = "joined" });
    }

    private async Task<bool> FindAsync(string code)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Invitation = await queries.InvitationAsync(code);
        return Invitation is not null;
    }

    private PageResult Gone()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Password { get; init; }

        public string? Repeated { get; init; }
    }
}
