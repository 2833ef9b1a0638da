using Microsoft.OpenApi;
using SeoRankGenius.Credits.Web.Api.Binding;

namespace SeoRankGenius.Credits.Web.Api.OpenApi;

/// <summary>The API's OpenAPI description at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    public const string Problem = "Problem", Token = "SiteToken";

    private const string Introduction =
        """
        For the SEO Rank Genius plugin: what a WordPress site spends its AI credits with.

        **Start** by activating the site with a license key (`POST /api/v1/sites/activate`); the answer holds the
        site's token, which goes with every other call as `Authorization: Bearer …`. A token reaches its own site only.

        **Requests** are JSON objects (`Content-Type: application/json`) of at most 16 KB. Numbers are whole numbers,
        written without quotes. Unknown fields are refused, so that a misspelt one costs nobody credits.

        **Spending is repeatable.** Make a new `Idempotency-Key` for each action and send it again, with the same body,
        when no answer arrives: the answer is the first one, with the header `Idempotent-Replayed: true`, and credits
        move once. Keys of what took effect are remembered for ever. A refusal is not remembered: the same key works
        after a top-up.

        **Errors** are problem details (RFC 9457, `application/problem+json`) with a `code` for programs. Any answer
        of 4xx means that nothing was changed. 429 and 503 name a `Retry-After`; after these, after 500 and after a
        broken connection, send the same request again.

        **Credits** are whole numbers. Times are UTC (RFC 3339). Credits never expire.
        """;

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = route =>
                route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) is true;
            options.AddOperationTransformer(OperationDescription.CompleteAsync);
            options.AddSchemaTransformer((schema, context, _) =>
            {
                Complete(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
            options.AddDocumentTransformer((document, context, _) =>
            {
                Complete(document, context.ApplicationServices.GetRequiredService<PublicUrl>());
                return Task.CompletedTask;
            });
        });

    private static void Complete(OpenApiDocument document, PublicUrl address)
    {
        document.Info = new() { Title = "SEO Rank Genius Credits", Version = "1", Description = Introduction };
        if (address.Origin is { } origin)
            document.Servers = [new() { Url = origin }];
        document.AddComponent<IOpenApiSecurityScheme>(Token, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The site's token, srgt_ and 32 letters and digits, as POST /api/v1/sites/activate told it.",
        });
        document.AddComponent<IOpenApiSchema>(Problem, ProblemSchema());
    }

    private static void Complete(OpenApiSchema schema, Type type)
    {
        if (type.IsEnum)
            schema.Type = JsonSchemaType.String;
        // Unknown fields of a request are refused.
        if (type.GetInterfaces().Any(part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IBody<>)))
            schema.AdditionalPropertiesAllowed = false;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A problem (RFC 9457). Other members are the facts of its code.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The kind of problem as a URI; it leads nowhere."),
            ["title"] = Text("The kind of problem, for people."),
            ["status"] = Whole("The HTTP status."),
            ["detail"] = Text("What happened this time, for people."),
            ["code"] = Text("The kind of problem, for programs."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "invalid_request: what is wrong, by field; idempotencyKey stands for the header.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
            ["required"] = Whole("insufficient_credits: whole credits that the request needs."),
            ["available"] = Whole("insufficient_credits: whole credits that there are."),
            ["topUpUrl"] = Text("insufficient_credits: where a person buys more."),
            ["siteLimit"] = Whole("site_limit_reached: sites that the plan covers."),
            ["reference"] = Text("internal: finds the request in our log."),
        },
    };

    private static OpenApiSchema Text(string? description) =>
        new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Whole(string description) =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description };
}
