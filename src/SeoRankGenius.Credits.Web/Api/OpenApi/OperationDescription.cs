using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using SeoRankGenius.Credits.Web.Api.Binding;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace SeoRankGenius.Credits.Web.Api.OpenApi;

/// <summary>
/// Describes each operation from its route's metadata: token, key, examples, every status with its codes.
/// </summary>
internal static class OperationDescription
{
    public static Task CompleteAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var route = context.Description.ActionDescriptor.EndpointMetadata;
        var document = context.Document!;
        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        operation.Security = route.OfType<IAllowAnonymous>().Any()
            ? []
            : [new() { [new OpenApiSecuritySchemeReference(ApiDescription.Token, document)] = [] }];
        var takesKey = route.OfType<NeedsIdempotencyKey>().Any();
        if (takesKey)
            (operation.Parameters ??= []).Add(Key());
        if (route.OfType<RequestExample>().LastOrDefault() is { } request
            && operation.RequestBody is OpenApiRequestBody { Content: { } bodies } body)
        {
            body.Required = true;
            foreach (var content in bodies.Values)
                content.Example = JsonSerializer.SerializeToNode(request.Body, json);
        }

        operation.Responses ??= [];
        foreach (var example in route.OfType<ResponseExample>())
            if (operation.Responses[Text(example.Status)] is OpenApiResponse response)
            {
                response.Description = example.Meaning;
                foreach (var content in response.Content?.Values ?? [])
                    content.Example = JsonSerializer.SerializeToNode(example.Body, json);
                if (takesKey)
                    response.Headers = Headers.Of(document, IdempotencyKey.ReplayedHeader);
            }

        if (route.OfType<HasETag>().Any())
        {
            (operation.Parameters ??= []).Add(IfNoneMatch());
            ((OpenApiResponse)operation.Responses["200"]).Headers = Headers.Of(document, Headers.ETag);
            operation.Responses["304"] = new OpenApiResponse { Description = "Unchanged: If-None-Match names it." };
        }

        foreach (var status in route.OfType<Problems>().SelectMany(may => may.Kinds).Distinct()
            .GroupBy(kind => kind.Status).OrderBy(group => group.Key))
            operation.Responses[Text(status.Key)] = Answer([.. status], document, json);
        foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>())
            response.Headers = new Dictionary<string, IOpenApiHeader>(
                [.. response.Headers ?? new Dictionary<string, IOpenApiHeader>(),
                .. Headers.Of(document, Headers.Always)]);
        return Task.CompletedTask;
    }

    private static OpenApiParameter Key() => new()
    {
        Name = IdempotencyKey.Header,
        In = ParameterLocation.Header,
        Required = true,
        Description = "Names this action: a new key for each action, the same key to retry, such as a UUID.",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255, Pattern = "^[!-~]+$",
        },
        Example = Examples.Key,
    };

    private static OpenApiParameter IfNoneMatch() => new()
    {
        Name = "If-None-Match",
        In = ParameterLocation.Header,
        Description = "The ETag of the answer that you have.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiResponse Answer(
        IReadOnlyList<ErrorKind> kinds, OpenApiDocument document, JsonSerializerOptions json) => new()
    {
        Description = $"{string.Join("; or: ", kinds.Select(kind => kind.Title))}. "
            + $"Code: {string.Join(", ", kinds.Select(kind => $"`{kind.Code}`"))}.",
        Headers = kinds[0].Status switch
        {
            401 => Headers.Of(document, Headers.Challenge),
            429 or 503 => Headers.Of(document, Headers.RetryAfter),
            _ => null,
        },
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new()
            {
                Schema = new OpenApiSchemaReference(ApiDescription.Problem, document),
                Examples = kinds.ToDictionary(
                    kind => kind.Code,
                    IOpenApiExample (kind) => new OpenApiExample { Value = Example(kind, json) }),
            },
        },
    };

    private static JsonObject Example(ErrorKind kind, JsonSerializerOptions json)
    {
        var (detail, facts) = Examples.Of(kind);
        var example = new JsonObject
        {
            ["type"] = kind.Type, ["title"] = kind.Title, ["status"] = kind.Status, ["detail"] = detail,
            ["code"] = kind.Code,
        };
        foreach (var (name, value) in facts)
            example[name] = JsonSerializer.SerializeToNode(value, json);
        return example;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The response headers, described once.</summary>
internal static class Headers
{
    public const string Challenge = "WWW-Authenticate", RetryAfter = "Retry-After", ETag = "ETag";

    /// <summary>Headers of every response.</summary>
    public static readonly string[] Always =
        [ApiPipeline.RequestId, ApiPipeline.RateLimit, ApiPipeline.RateLimitPolicy];

    public static readonly IReadOnlyDictionary<string, OpenApiHeader> All = new Dictionary<string, OpenApiHeader>
    {
        [Challenge] = Header("Bearer, with error=\"invalid_token\" when a token was sent."),
        [RetryAfter] = Header("Seconds to wait before the next attempt."),
        [ETag] = Header("Changes with the answer; send it as If-None-Match."),
        [ApiPipeline.RequestId] = Header("Finds the request in our log; name it to support."),
        [ApiPipeline.RateLimit] = Header("Requests left (r) and seconds until all are back (t)."),
        [ApiPipeline.RateLimitPolicy] = Header("Requests (q) per window of seconds (w)."),
        [IdempotencyKey.ReplayedHeader] = Header("true when this is the first answer again, and nothing moved now."),
    };

    public static Dictionary<string, IOpenApiHeader> Of(OpenApiDocument document, params string[] names) =>
        names.ToDictionary(name => name, IOpenApiHeader (name) => new OpenApiHeaderReference(name, document));

    private static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
