using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>The plugin's API: <c>/api/v1</c>, described at <c>/openapi/v1.json</c>.</summary>
public static class ApiRoutes
{
    /// <summary>Registers the services of the routes.</summary>
    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<RateLimits>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, SiteTokenScheme>(SiteTokenScheme.Name, _ => { });
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        });
        services.AddApiDescription();
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1")
            .MayAnswer(
                ErrorTable.BadRequest, ErrorTable.RequestTimeout, ErrorTable.RateLimited, ErrorTable.Internal,
                ErrorTable.Unavailable)
            .RequireAuthorization(calling =>
                calling.AddAuthenticationSchemes(SiteTokenScheme.Name).RequireAuthenticatedUser());

        api.MapSites();
        api.MapCredits();
        api.MapHolds();
        app.MapOpenApi();
    }
}
