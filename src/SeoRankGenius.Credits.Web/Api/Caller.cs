using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>The site of the request's token: the only site that the request can access.</summary>
public sealed record Caller(Guid SiteId, string Domain) : IEndpointParameterMetadataProvider
{
    internal Caller(TokenSite site)
        : this(site.SiteId, site.Domain)
    {
    }

    /// <summary>The site's Credits tab, where packs are sold.</summary>
    public string TopUpUrl(HttpContext context) =>
        context.RequestServices.GetRequiredService<PublicUrl>().To(context.Request, $"/account/credits/{Domain}");

    /// <summary>Binds the caller as a route parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => new(context.Features.Get<Caller>());

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new Problems([ErrorTable.Unauthorized]));
}
