using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using SeoRankGenius.Credits.Web.Api.Binding;

namespace SeoRankGenius.Credits.Web.Api.OpenApi;

/// <summary>The API's OpenAPI description at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    public const string Problem = "Problem", ProblemCode = "ProblemCode", Token = "SiteToken";

    private const string Introduction =
        """
        For the SEO Rank Genius plugin: what a WordPress site spends its AI credits with.

        **Start** by activating the site with a license key (`POST /api/v1/sites/activate`). The response contains the
        site's token, which every other call sends as `Authorization: Bearer …`. A token reaches its own site only.

        **Requests** are JSON objects (`Content-Type: application/json`) of at most 16 KB. Numbers are whole numbers,
        written without quotes. Unknown fields are refused.

        **Spending is repeatable.** Create an `Idempotency-Key` for each action and send it again, with the same body,
        when no answer arrives: the first answer is returned, with the header `Idempotent-Replayed: true`, and credits
        move once. Keys of successful requests are stored without limit. A refusal is not stored: the same key works
        after a top-up.

        **Errors** are problem details (RFC 9457, `application/problem+json`) with a `code` for programs. A 4xx answer
        means that nothing was changed. 429 and 503 have `Retry-After`; after these, after 408, 500 and a broken
        connection, send the same request again.

        **Every response** has `Request-Id`, which finds the request in our log, and `RateLimit` with
        `RateLimit-Policy`. `HEAD` works wherever `GET` does.

        **Changes** within version 1 only add: fields, codes, enum values, calls. Clients ignore unknown fields and
        treat unknown values as the most general case. What is removed is announced by `Deprecation` and `Sunset`
        headers at least twelve months before.

        **Credits** are whole numbers. Times are UTC (RFC 3339). Credits never expire.
        """;

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Sites", "Connecting a site, and links to its Credits tab."),
        ("Credits", "Balances, spending, features and estimates."),
        ("Holds", "Credits reserved for a run of many pages."),
    ];

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = route =>
                route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) is true;
            options.AddOperationTransformer(OperationDescription.CompleteAsync);
            options.AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type.IsEnum)
                    schema.Type = JsonSchemaType.String;
                if (!context.JsonTypeInfo.Type.IsAssignableTo(typeof(RequestBody)))
                    return Task.CompletedTask;
                schema.AdditionalPropertiesAllowed = false;
                schema.Required = context.JsonTypeInfo.Properties
                    .Where(field => !field.IsOptional()).Select(field => field.Name).ToHashSet();
                return Task.CompletedTask;
            });
            options.AddDocumentTransformer((document, context, _) =>
            {
                Complete(document, context.ApplicationServices.GetRequiredService<PublicUrl>());
                document.AddComponent<IOpenApiSchema>(ProblemCode, Codes(context.DescriptionGroups));
                document.AddComponent<IOpenApiSchema>(Problem, ProblemSchema(document));
                return Task.CompletedTask;
            });
        });

    private static void Complete(OpenApiDocument document, PublicUrl address)
    {
        document.Info = new()
        {
            Title = "SEO Rank Genius Credits",
            Version = "1",
            Description = Introduction,
            Contact = new() { Name = "SEO Rank Genius support" },
            License = new() { Name = "For SEO Rank Genius customers", Identifier = "LicenseRef-SeoRankGenius" },
        };
        document.Servers =
            [new() { Url = address.Origin ?? document.Servers?.FirstOrDefault()?.Url?.TrimEnd('/') ?? "/" }];
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description })
            .ToHashSet();
        document.AddComponent<IOpenApiSecurityScheme>(Token, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The site's token from POST /api/v1/sites/activate: srgt_ and 32 letters and digits.",
        });
        foreach (var (name, header) in Headers.All)
            document.AddComponent<IOpenApiHeader>(name, header);
    }

    /// <summary>Every code of the routes, and of requests that reach no route.</summary>
    private static OpenApiSchema Codes(IReadOnlyList<ApiDescriptionGroup> groups) => new()
    {
        Type = JsonSchemaType.String,
        Description = "The kind of problem, for programs. Clients treat an unknown code by its status.",
        Enum =
        [
            .. groups.SelectMany(group => group.Items)
                .SelectMany(route => route.ActionDescriptor.EndpointMetadata.OfType<Problems>())
                .SelectMany(may => may.Kinds).Append(ErrorTable.MethodNotAllowed)
                .Select(kind => kind.Code).Distinct().Order(StringComparer.Ordinal)
                .Select(code => JsonValue.Create(code)),
        ],
    };

    private static OpenApiSchema ProblemSchema(OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A problem (RFC 9457). Other members are the facts of its code.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The kind of problem as a URI, which does not resolve."),
            ["title"] = Text("The kind of problem, for people."),
            ["status"] = Whole("The HTTP status."),
            ["detail"] = Text("What happened, for people."),
            ["code"] = new OpenApiSchemaReference(ProblemCode, document),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "invalid_request: what is wrong, by field; idempotencyKey stands for the header.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
            ["required"] = Whole("insufficient_credits: whole credits that the request needs."),
            ["available"] = Whole("insufficient_credits: whole credits that are available."),
            ["topUpUrl"] = Text("insufficient_credits: where a person buys credits."),
            ["upgradeUrl"] = Text("plan_required, site_limit_reached: where a person changes the plan."),
            ["confirmUrl"] = Text("confirmation_required: where the owner confirms."),
            ["siteLimit"] = Whole("site_limit_reached: sites that the plan covers."),
            ["state"] = Text("hold_ended: captured, released or expired."),
            ["captured"] = Whole("hold_ended: whole credits that were charged."),
            ["reference"] = Text("internal: finds the request in our log."),
        },
    };

    private static OpenApiSchema Text(string? description) =>
        new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Whole(string description) =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description };
}
