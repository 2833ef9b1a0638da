using System.Reflection;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>The site of the request's token: the only site that the request can access.</summary>
public sealed record Caller(Guid SiteId, string Domain, bool IsTest) : IEndpointParameterMetadataProvider
{
    /// <summary>The site's Credits tab, where packs are sold.</summary>
    public string TopUpUrl(HttpContext context) =>
        context.RequestServices.GetRequiredService<PublicUrl>().To(context.Request, $"/account/credits/{Domain}");

    /// <summary>Binds the caller as a route parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => new(context.Features.Get<Caller>());

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new Problems(ErrorTable.Unauthorized));
}

/// <summary><c>Authorization: Bearer srgt_…</c>: identifies the calling site by its token.</summary>
public sealed class SiteTokenScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SiteTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "SiteToken";

    private const string Prefix = "Bearer ";

    /// <summary>The token that a request sends; empty without one.</summary>
    public static string TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header[Prefix.Length..].Trim()
            : "";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count == 0)
            return AuthenticateResult.NoResult();
        if (await tokens.FindAsync(TokenOf(Request)) is not { } site)
            return AuthenticateResult.Fail("Not a site's token.");

        Context.Features.Set(new Caller(site.SiteId, site.Domain, site.IsTest));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name));
    }

    /// <summary>RFC 6750: names the error only when a token was sent.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate =
            Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
