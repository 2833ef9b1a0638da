using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// One thing the app answers, from its routing table: a method, an address with places for values
/// (<c>{domain}</c>), and what a page takes from the query or a form.
/// </summary>
public sealed record Route(string Method, string Pattern, IReadOnlyList<string> Inputs)
{
    public bool IsOfAccount => Pattern.StartsWith("/account", StringComparison.OrdinalIgnoreCase);

    public bool IsOfAdmin => Pattern.StartsWith("/admin", StringComparison.OrdinalIgnoreCase);

    public bool IsOfApi => Pattern.StartsWith("/api/v1/", StringComparison.Ordinal);

    /// <summary>People open it in a browser.</summary>
    public bool IsPage => IsOfAccount || IsOfAdmin || Pattern is "/launch/{code}" or "/signout" or "/stop-emails/{code}"
        || Pattern.StartsWith("/signin", StringComparison.Ordinal);

    /// <summary>The page's handler where it has several of one method; empty for the usual one.</summary>
    public string Handler { get; init; } = "";

    public bool IsOfSite => Pattern.Contains("{domain}", StringComparison.Ordinal);

    /// <summary>The address with a domain, and with a word in every other place.</summary>
    public string For(string domain) => string.Join('/', Pattern.Split('/').Select(part =>
        part == "{domain}" ? domain
        : part.Contains(":guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString()
        : part.StartsWith('{') ? "x"
        : part)) + (Handler.Length > 0 ? $"?handler={Handler}" : "");

    /// <summary>Whether an address, with or without a query, leads here or to a more exact route.</summary>
    public bool Matches(string address) => Regex.IsMatch(
        address.Split('?')[0],
        "^" + Regex.Replace(Regex.Replace(Pattern, @"/\{[^}/]+\?\}", "(/[^/]+)?"), @"\{[^}/]+\}", "[^/]+") + "$");

    public override string ToString() => $"{Method} {Pattern}" + (Handler.Length > 0 ? $" ({Handler})" : "");

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
                routes.AddRange(page.HandlerMethods
                    .Select(handler => (Method: handler.HttpMethod.ToUpperInvariant(), handler.Name))
                    .DefaultIfEmpty(("GET", null))
                    .Select(handler => new Route(handler.Method, pattern, [.. inputs.SelectMany(Names)])
                    {
                        Handler = handler.Name ?? "",
                    }));
            }
            else
                routes.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    .Select(method => new Route(method, pattern, [])));
        }

        return [.. routes.DistinctBy(route => route.ToString())];
    }

    // A form's fields count one by one.
    private static IEnumerable<string> Names(ParameterDescriptor input) => input.ParameterType switch
    {
        var type when type == typeof(CancellationToken) => [],
        { IsNested: true, IsClass: true } form => form.GetProperties().Select(field => field.Name.ToLowerInvariant()),
        _ => [input.BindingInfo?.BinderModelName ?? input.Name],
    };
}
