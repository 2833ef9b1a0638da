using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.Web.Hosting;
using SeoRankGenius.Credits.Web.Identity;
using SeoRankGenius.Credits.Web.Pages.SignIn;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>Who may open the back office: invite, remove, and help an admin who has lost their phone.</summary>
[RequireRecentSignIn]
public sealed class AdminsModel(AdminAccounts admins, PublicUrl url, TimeProvider time) : PageModel
{
    public const string NoAddress = "Please enter the e-mail address of the new admin.";

    [BindProperty]
    public Invitation Input { get; set; } = new();

    public IReadOnlyList<BackOffice.Admins.Admin> All { get; private set; } = [];

    public string? Notice { get; private set; }

    /// <summary>Lets the invited set a password; told once, in the answer that made it.</summary>
    public string? Link { get; private set; }

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public Guid Me => User.Viewer().UserId;

    public Task OnGetAsync(string? done)
    {
        ModelState.Clear();
        Notice = done switch
        {
            "removed" => "Removed. They are signed out everywhere.",
            "reset" => "Done. They sign in with their password next, and set up an authenticator app first.",
            _ => null,
        };
        return ListAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return await PageAsync();
        return await RefusableAsync(async () =>
        {
            var (user, token) = await admins.AddAsync(HttpContext.Actor(), Input.Email);
            Link = token is null ? null : url.To(Request, PasswordModel.Link(user, token));
            Notice = Link is null
                ? $"{user.Email} is an admin now, and signs in with the password they have."
                : $"{user.Email} is an admin as soon as they have set a password. Send them this link: it is shown "
                    + "only now, works once, and for a day.";
            return await PageAsync();
        });
    }

    public Task<IActionResult> OnPostRemoveAsync(Guid admin) => RefusableAsync(async () =>
    {
        await admins.RemoveAsync(HttpContext.Actor(), admin);
        return RedirectToPage(new { done = "removed" });
    });

    public Task<IActionResult> OnPostResetAsync(Guid admin) => RefusableAsync(async () =>
    {
        await admins.ResetTwoFactorAsync(HttpContext.Actor(), admin);
        return RedirectToPage(new { done = "reset" });
    });

    private async Task<IActionResult> RefusableAsync(Func<Task<IActionResult>> change)
    {
        try
        {
            return await change();
        }
        catch (Refusal no)
        {
            ModelState.Clear();
            ModelState.AddModelError("", no.Message);
            return await PageAsync();
        }
    }

    private async Task<PageResult> PageAsync()
    {
        await ListAsync();
        return Page();
    }

    private async Task ListAsync() => All = await admins.ListAsync();

    public sealed record Invitation
    {
        [Required(ErrorMessage = NoAddress)]
        [StringLength(256, ErrorMessage = "An e-mail address has at most 256 characters.")]
        [EmailAddress(ErrorMessage = "This is no e-mail address.")]
        public string Email { get; init; } = "";
    }
}
