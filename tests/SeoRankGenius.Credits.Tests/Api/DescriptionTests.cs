using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>What <c>/openapi/v1.json</c> owes a stranger who writes a client from it.</summary>
public sealed class DescriptionTests : ApiTests
{
    private static readonly string[] OfAll = ["400", "408", "429", "500", "503"];
    private static readonly string[] OfBodies = ["413", "415", "422"];

    [Fact]
    public async Task Every_route_of_the_API_is_described()
    {
        var app = await ApiAsync();
        var routes = (await app.RoutesAsync()).Where(route => route.IsOfApi)
            .Select(route => route.Pattern.Replace(":guid", "", StringComparison.Ordinal).TrimEnd('/'));

        var described = (await DocumentAsync(app))["paths"]!.AsObject().Select(path => path.Key);

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_has_words()
    {
        var document = await DocumentAsync(await ApiAsync());

        Assert.All(Operations(document), operation => Assert.All(
            ["operationId", "summary", "description"],
            member => Assert.False(string.IsNullOrWhiteSpace((string?)operation[member]))));
    }

    [Fact]
    public async Task Every_body_has_an_example()
    {
        var document = await DocumentAsync(await ApiAsync());

        Assert.All(Operations(document), operation =>
        {
            if (operation["requestBody"] is { } body)
                Assert.NotNull(body["content"]!["application/json"]!["example"]);
            foreach (var (_, response) in operation["responses"]!.AsObject())
            {
                foreach (var (_, content) in response!["content"]?.AsObject() ?? [])
                    Assert.NotNull(content!["example"] ?? content["examples"]);
            }
        });
    }

    [Fact]
    public async Task Every_operation_names_each_status_with_its_codes()
    {
        var document = await DocumentAsync(await ApiAsync());

        Assert.All(Operations(document), operation =>
        {
            var statuses = operation["responses"]!.AsObject().Select(response => response.Key).ToHashSet();
            Assert.Empty(OfAll.Except(statuses));
            Assert.Contains(statuses, status => status is "200" or "201" or "204");
            if (operation["requestBody"] is not null)
                Assert.Empty(OfBodies.Except(statuses));
            if (operation["security"]!.AsArray().Count > 0)
                Assert.Contains("401", statuses);
            foreach (var status in statuses.Where(status => status[0] is '4' or '5'))
                Assert.NotEmpty(Codes(operation, status));
        });
    }

    [Theory]
    [InlineData("/api/v1/sites/activate", "200 201 400 403 404 408 409 413 415 422 429 500 503")]
    [InlineData("/api/v1/credits/spend", "200 400 401 402 403 408 409 413 415 422 429 500 503")]
    [InlineData("/api/v1/credits/holds", "201 400 401 402 403 408 409 413 415 422 429 500 503")]
    [InlineData("/api/v1/credits/holds/{id}/capture", "200 400 401 404 408 409 413 415 422 429 500 503")]
    [InlineData("/api/v1/credits/holds/{id}/release", "200 400 401 404 408 409 429 500 503")]
    [InlineData("/api/v1/credits/estimate", "200 400 401 403 408 413 415 422 429 500 503")]
    public async Task An_operation_answers_these_statuses(string path, string statuses)
    {
        var document = await DocumentAsync(await ApiAsync());

        var described = document["paths"]![path]!["post"]!["responses"]!.AsObject().Select(response => response.Key);

        Assert.Equal(statuses, string.Join(' ', described.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Spending_needs_a_key_beside_the_token()
    {
        var document = await DocumentAsync(await ApiAsync());

        Assert.All(["spend", "holds", "spend/{transactionId}/give-back"], route =>
        {
            var operation = document["paths"]![$"/api/v1/credits/{route}"]!["post"]!;
            var key = Assert.Single(operation["parameters"]!.AsArray(), one => (string)one!["in"]! == "header")!;
            Assert.Equal(("Idempotency-Key", "header", true), (
                (string)key["name"]!, (string)key["in"]!, (bool)key["required"]!));
            Assert.NotNull(operation["security"]![0]!["SiteToken"]);
        });
        Assert.Equal("bearer", (string)document["components"]!["securitySchemes"]!["SiteToken"]!["scheme"]!);
    }

    private static async Task<JsonNode> DocumentAsync(App app)
    {
        using var browser = app.Visit();
        return (await browser.GetAsync("/openapi/v1.json")).Is(200).Json;
    }

    private static IEnumerable<JsonNode> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    private static JsonObject Codes(JsonNode operation, string status) => operation["responses"]![status]!["content"]![
        "application/problem+json"]!["examples"]!.AsObject();
}
