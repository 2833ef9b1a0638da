using Microsoft.AspNetCore.Identity;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>Results of ASP.NET Core Identity as refusals.</summary>
public static class IdentityResults
{
    /// <summary>
    /// Refuses with <see cref="RefusalCode.InvalidRequest"/> and Identity's sentences when the result is a failure.
    /// </summary>
    public static void Require(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new Refusal(
                RefusalCode.InvalidRequest, string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
