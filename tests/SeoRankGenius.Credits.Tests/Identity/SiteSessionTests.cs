using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed class SiteSessionTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task The_back_office_is_closed_to_a_session_for_one_site(bool forOneSite, bool isLetIn)
    {
        await using var app = CreditsApp.Build(new WebApplicationOptions { EnvironmentName = "Development" });
        var claims = new List<Claim> { new(ClaimTypes.Role, Roles.Admin), new("session", $"{Guid.NewGuid()}") };
        if (forOneSite)
            claims.Add(new("site", $"{Guid.NewGuid()}"));

        var result = await app.Services.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")), Roles.Admin);

        Assert.Equal(isLetIn, result.Succeeded);
    }
}
