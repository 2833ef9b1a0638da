using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Tests.Support;

/// <summary>
/// One thing the app answers, from its routing table: a method, an address with places for values
/// (<c>{domain}</c>), and what a page takes from the query or a form.
/// </summary>
public sealed record Route(string Method, string Pattern, IReadOnlyList<string> Inputs)
{
    public bool IsOfAccount => Pattern.StartsWith("/account", StringComparison.OrdinalIgnoreCase);

    public bool IsOfApi => Pattern.StartsWith("/api/v1/", StringComparison.Ordinal);

    public bool IsOfSite => Pattern.Contains("{domain}", StringComparison.Ordinal);

    /// <summary>The address with a domain, and with a word in every other place.</summary>
    public string For(string domain) => string.Join('/', Pattern.Split('/').Select(part =>
        part == "{domain}" ? domain
        : part.EndsWith(":guid}", StringComparison.Ordinal) ? Guid.NewGuid().ToString()
        : part.StartsWith('{') ? "x"
        : part));

    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>The whole routing table; a page counts once for each of its handlers.</summary>
    internal static async Task<IReadOnlyList<Route>> AllAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var routes = new List<Route>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } described)
            {
                var page = await loader.LoadAsync(described, endpoint.Metadata);
                var inputs = page.BoundProperties.Concat(page.HandlerMethods.SelectMany(handler => handler.Parameters));
                routes.AddRange(page.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant())
                    .DefaultIfEmpty("GET")
                    .Select(method => new Route(method, pattern, [.. inputs.Select(Name).OfType<string>()])));
            }
            else
                routes.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    .Select(method => new Route(method, pattern, [])));
        }

        return [.. routes.DistinctBy(route => route.ToString())];
    }

    private static string? Name(ParameterDescriptor input) =>
        input.ParameterType == typeof(CancellationToken) ? null : input.BindingInfo?.BinderModelName ?? input.Name;
}
