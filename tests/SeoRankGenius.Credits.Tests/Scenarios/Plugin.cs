using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>The WordPress plugin of a site: calls the API with its token.</summary>
public sealed class Plugin(Uri app, string? token = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new Uri(app, "/api/v1/"),
    };

    public Task<HttpAnswer> GetAsync(string route) => SendAsync(HttpMethod.Get, route);

    public Task<HttpAnswer> PostAsync(string route, object? body = null, string? key = null) => PostAsync(
        route,
        body is null ? null : Json(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web)),
        key);

    public Task<HttpAnswer> PostAsync(string route, HttpContent? body, string? key = null) =>
        SendAsync(HttpMethod.Post, route, body, ("Idempotency-Key", key));

    public Task<HttpAnswer> SpendAsync(long credits, string? key = null) =>
        PostAsync("credits/spend", new { feature = "content-analysis", credits }, key ?? $"{Guid.NewGuid()}");

    public async Task<Guid> SpentAsync(long credits, string? reference = null) =>
        (await PostAsync(
            "credits/spend", new { feature = "content-analysis", credits, reference }, $"{Guid.NewGuid()}"))
        .Is(200).Json["transactionId"]!.GetValue<Guid>();

    public Task<HttpAnswer> GiveBackAsync(Guid spend, long? credits = null, string? key = null) =>
        PostAsync($"credits/spend/{spend}/give-back", new { credits }, key ?? $"{Guid.NewGuid()}");

    public async Task<Guid> HoldAsync(long credits) =>
        (await PostAsync("credits/holds", new { feature = "content-analysis", credits }, $"{Guid.NewGuid()}"))
        .Is(201).Json["holdId"]!.GetValue<Guid>();

    /// <summary>
    /// Any request; a header without a value is left out. Asserts that the OpenAPI document allows the answer.
    /// </summary>
    public async Task<HttpAnswer> SendAsync(
        HttpMethod method, string route, HttpContent? body = null, params (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(method, route) { Content = body };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        var answer = await HttpAnswer.OfAsync(_http, request);
        (await ApiContract.OfAsync(app)).Check(method, new Uri(_http.BaseAddress!, route), answer);
        return answer;
    }

    public static HttpContent Json(string text) => new StringContent(text, Encoding.UTF8, "application/json");

    public void Dispose() => _http.Dispose();
}

/// <summary>What a test asks of the API's answers.</summary>
public static class ApiAnswers
{
    extension(HttpAnswer answer)
    {
        public JsonNode Json => JsonNode.Parse(answer.Body)!;

        /// <summary>Asserts problem details of this status and code, and hands them back.</summary>
        public JsonNode Refuses(int status, string code)
        {
            answer.Is(status);
            Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType?.MediaType);
            Assert.Equal((status, code), ((int)answer.Json["status"]!, (string)answer.Json["code"]!));
            Assert.All(["type", "title", "detail"], member => Assert.NotEmpty((string)answer.Json[member]!));
            return answer.Json;
        }

        /// <summary>Total, Domain and Shared of one of the answer's amounts.</summary>
        public (long Total, long Domain, long Shared) Amounts(string name)
        {
            var amounts = answer.Json[name]!;
            return ((long)amounts["total"]!, (long)amounts["domain"]!, (long)amounts["shared"]!);
        }
    }
}
