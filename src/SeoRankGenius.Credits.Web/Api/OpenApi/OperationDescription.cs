using System.Text.Json.Nodes;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using SeoRankGenius.Credits.Web.Api.Binding;

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
        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (!route.OfType<IAllowAnonymous>().Any())
            operation.Security =
                [new() { [new OpenApiSecuritySchemeReference(ApiDescription.Token, context.Document)] = [] }];
        if (route.OfType<NeedsIdempotencyKey>().Any())
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
            Complete(operation, example, JsonSerializer.SerializeToNode(example.Body, json));
        foreach (var status in route.OfType<Problems>().SelectMany(may => may.Kinds).Distinct()
            .GroupBy(kind => kind.Status).OrderBy(group => group.Key))
            operation.Responses[Text(status.Key)] = Answer([.. status], context.Document!, json);
        return Task.CompletedTask;
    }

    private static OpenApiParameter Key() => new()
    {
        Name = IdempotencyKey.Header,
        In = ParameterLocation.Header,
        Required = true,
        Description = "Names this action for ever: a new one for each action, the same to try again. A UUID will do.",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255, Pattern = "^[!-~]+$",
        },
        Example = Examples.Key,
    };

    private static void Complete(OpenApiOperation operation, ResponseExample example, JsonNode? body)
    {
        if (operation.Responses![Text(example.Status)] is not OpenApiResponse response)
            return;
        response.Description = example.Meaning;
        foreach (var content in response.Content?.Values ?? [])
            content.Example = body;
        if (operation.Parameters?.Any(parameter => parameter.Name == IdempotencyKey.Header) is true)
            response.Headers = Header(
                IdempotencyKey.ReplayedHeader, "true when this answer was given before, and nothing moved now.");
    }

    private static OpenApiResponse Answer(
        IReadOnlyList<ErrorKind> kinds, OpenApiDocument document, JsonSerializerOptions json)
    {
        var codes = string.Join(", ", kinds.Select(kind => $"`{kind.Code}`"));
        return new OpenApiResponse
        {
            Description = $"{string.Join("; or: ", kinds.Select(kind => kind.Title))}. Code: {codes}.",
            Headers = kinds[0].Status is 429 or 503 ? Header("Retry-After", "Seconds to wait.") : null,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        AllOf = [new OpenApiSchemaReference(ApiDescription.Problem, document)],
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["code"] = new OpenApiSchema
                            {
                                Type = JsonSchemaType.String,
                                Enum = [.. kinds.Select(kind => JsonValue.Create(kind.Code))],
                            },
                        },
                    },
                    Examples = kinds.ToDictionary(
                        kind => kind.Code,
                        IOpenApiExample (kind) => new OpenApiExample { Value = Example(kind, json) }),
                },
            },
        };
    }

    private static JsonObject Example(ErrorKind kind, JsonSerializerOptions json)
    {
        var (detail, facts) = Examples.Of(kind);
        var example = new JsonObject
        {
            ["type"] = kind.Type,
            ["title"] = kind.Title,
            ["status"] = kind.Status,
            ["detail"] = detail,
            ["code"] = kind.Code,
        };
        foreach (var (name, value) in facts)
            example[name] = JsonSerializer.SerializeToNode(value, json);
        return example;
    }

    private static Dictionary<string, IOpenApiHeader> Header(string name, string description) => new()
    {
        [name] = new OpenApiHeader
        {
            Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    private static string Text(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
