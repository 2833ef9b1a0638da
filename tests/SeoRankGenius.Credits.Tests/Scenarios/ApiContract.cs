using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>The OpenAPI document as a check: every answer of the API has a documented status and shape.</summary>
internal sealed class ApiContract
{
    private static Task<ApiContract>? _loading;

    private readonly Dictionary<string, JsonSchema> _schemas = [];
    private readonly JsonObject _document;
    private readonly (Regex Address, string Path)[] _paths;

    private ApiContract(JsonObject document)
    {
        _document = document;
        _paths = [.. Paths.Select(path => (new Regex($"^{Regex.Replace(path.Key, @"\{\w+\}", "[^/]+")}$"), path.Key))];
        foreach (var (_, schema) in Definitions)
            Close(schema!);
    }

    private JsonObject Paths => _document["paths"]!.AsObject();

    private JsonObject Definitions => _document["components"]!["schemas"]!.AsObject();

    /// <summary>The document of the code, which is the same in every app.</summary>
    public static Task<ApiContract> OfAsync(Uri app) => _loading ??= LoadAsync(app);

    /// <summary>Asserts that the document allows this answer.</summary>
    public void Check(HttpMethod method, Uri address, HttpAnswer answer)
    {
        var path = _paths.FirstOrDefault(path => path.Address.IsMatch(address.AbsolutePath)).Path;
        var verb = method == HttpMethod.Head ? "get" : method.Method.ToLowerInvariant();
        var operation = path is null ? null : Paths[path]![verb];
        if (path is null && !address.AbsolutePath.StartsWith("/api", StringComparison.OrdinalIgnoreCase))
            return;
        // Addresses and methods that do not exist are answered with a problem, too.
        var schema = "Problem";
        if (operation is not null)
        {
            var status = answer.Status.ToString(CultureInfo.InvariantCulture);
            var described = operation["responses"]![status];
            Assert.True(described is not null, $"{method} {path} answers {status}, which is not documented.");
            var type = answer.ContentHeaders.ContentType?.MediaType;
            if (described["content"] is null || method == HttpMethod.Head)
                return;
            var content = described["content"]![type ?? ""];
            Assert.True(content is not null, $"{method} {path} answers {status} with {type}, which is not documented.");
            schema = ((string)content["schema"]!["$ref"]!).Split('/')[^1];
        }

        // The evaluation of a schema is not thread-safe.
        EvaluationResults result;
        lock (_schemas)
            result = Schema(schema).Evaluate(
                JsonNode.Parse(answer.Body), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, $"{method} {address} is no {schema}: {Errors(result)}\n{answer.Body}");
    }

    private static async Task<ApiContract> LoadAsync(Uri app)
    {
        using var http = new HttpClient { BaseAddress = app };
        return new((await http.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!);
    }

    /// <summary>No member that is not documented.</summary>
    private static void Close(JsonNode schema)
    {
        if (schema["properties"] is not null && schema["additionalProperties"] is null)
            schema["additionalProperties"] = false;
    }

    private JsonSchema Schema(string name) => _schemas.TryGetValue(name, out var known)
        ? known
        : _schemas[name] = JsonSchema.FromText(new JsonObject
        {
            ["$ref"] = $"#/$defs/{name}",
            ["$defs"] = Definitions.DeepClone(),
        }.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));

    private static string Errors(EvaluationResults result) => string.Join("; ", result.Details
        .Where(detail => detail.Errors is not null)
        .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Key}: {error.Value}")));
}
