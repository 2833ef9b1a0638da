using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Web.Formatting;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Makes a license. Its key is shown this once.</summary>
public sealed class NewModel(LicenseAdmin keeping, Accounts accounts, PriceList catalog) : PageModel
{
    [BindProperty]
    public Fields Input { get; set; } = new();

    public IReadOnlyList<Plan> Plans => catalog.Plans;

    /// <summary>What was made; null before.</summary>
    public (Guid LicenseId, string Key, string? PasswordLink)? Made { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
            return Page();
        try
        {
            keeping.Require(Input.Plan ?? "", Input.TrialEndsAt);
            var owner = await accounts.EnsureOwnerAsync(Input.Email.Trim());
            var (licenseId, key) = await keeping.CreateAsync(
                HttpContext.Actor(), owner, Input.Plan ?? "", Input.TrialEndsAt, cancellation);
            Made = (licenseId, key, await accounts.PasswordLinkAsync(owner, Request));
        }
        catch (Refusal no) when (no.Code == RefusalCode.InvalidRequest)
        {
            ModelState.Mark(no, nameof(Input), nameof(Input.Email));
        }

        return Page();
    }

    public sealed record Fields
    {
        [Required(ErrorMessage = "Please give the owner's e-mail address.")]
        [EmailAddress(ErrorMessage = "This is no e-mail address.")]
        [StringLength(256, ErrorMessage = "An e-mail address has at most 256 characters.")]
        public string Email { get; init; } = "";

        public string? Plan { get; init; }

        /// <summary>The trial's last day, in UTC.</summary>
        public DateOnly? TrialEndsOn { get; init; }

        public DateTime? TrialEndsAt => TrialEndsOn.EndOfDay();
    }
}
