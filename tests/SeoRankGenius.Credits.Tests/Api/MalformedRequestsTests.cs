using System.Net.Http.Headers;
using System.Text;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>What no client should send gets 4xx with a code, names the field, and changes nothing.</summary>
public sealed class MalformedRequestsTests : ApiTests
{
    private const string Good = """{"feature":"content-analysis","credits":15}""";

    private static readonly string[] Fields =
    [
        "credits/spend feature text", "credits/spend credits whole", "credits/spend quantity whole",
        "credits/spend reference text?", "credits/holds feature text", "credits/holds credits whole",
        "credits/holds expiresInSeconds whole", "credits/holds reference text?",
        "credits/holds/00000000-0000-0000-0000-000000000000/capture credits whole",
        "credits/estimate feature text", "credits/estimate pages whole",
        "sites/activate licenseKey text", "sites/activate domain text",
    ];

    private static readonly string[] Values =
    [
        "\"5\"", "1.5", "1e30", "1e1", "-1", "0", "99999999999999999999", "null", "true", "[]", "{}", "[5]", "\"\"",
        "\"a\\u0000b\"", $"\"{new string('x', 10_000)}\"",
    ];

    [Fact]
    public async Task A_bad_value_in_any_field_is_refused_by_its_name()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        var before = await app.World.EverythingAsync();

        foreach (var (route, name, value) in BadFields())
        {
            var answer = await plugin.PostAsync(route, Body(route, name, value), "post-42");

            // An unknown license key or hold is not found, however it is spelt.
            if (answer.Status != 404)
                Assert.NotNull(answer.Refuses(422, "invalid_request")["errors"]![name]);
        }

        Assert.Equal(before, await app.World.EverythingAsync());
    }

    [Theory]
    [InlineData("", 400, "malformed_json")]
    [InlineData("{", 400, "malformed_json")]
    [InlineData("null", 400, "malformed_json")]
    [InlineData("[]", 400, "malformed_json")]
    [InlineData("\"text\"", 400, "malformed_json")]
    [InlineData("feature=content-analysis&credits=5", 400, "malformed_json")]
    [InlineData("{\"feature\":\"content-analysis\",\"credits\":5,}", 400, "malformed_json")]
    [InlineData("{\"feature\":\"content-analysis\",\"credits\":05}", 400, "malformed_json")]
    [InlineData("{\"feature\":\"content-analysis\",\"credits\":NaN}", 400, "malformed_json")]
    [InlineData("{\"feature\":\"content-analysis\",\"credits\":5}{}", 400, "malformed_json")]
    [InlineData("{\"feature\":\"content-analysis\",\"credits\":5/* five */}", 400, "malformed_json")]
    [InlineData("{\"feature\":\"content-analysis\",\"credits\":5,\"credits\":6}", 400, "malformed_json")]
    [InlineData("{\"feature\":\"\\ud800\",\"credits\":5}", 400, "malformed_json")]
    [InlineData("{\"\\ud800\":1,\"feature\":\"content-analysis\",\"credits\":5}", 400, "malformed_json")]
    [InlineData("{}", 422, "invalid_request")]
    [InlineData("{\"Feature\":\"content-analysis\",\"credits\":5}", 422, "invalid_request")]
    [InlineData("{\"feature\":\"content-analysis\",\"credits\":5,\"quantitiy\":2}", 422, "invalid_request")]
    public async Task A_bad_body_is_refused(string body, int status, string code)
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);

        (await plugin.PostAsync("credits/spend", Plugin.Json(body), "post-42")).Refuses(status, code);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        byte[] bytes = [.. "{\"feature\":\""u8, 0xFF, 0xFE, .. "\",\"credits\":5}"u8];

        (await plugin.PostAsync("credits/spend", Typed(bytes, "application/json"), "k")).Refuses(400, "malformed_json");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task Another_content_type_is_refused(string? type)
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);

        var answer = await plugin.PostAsync("credits/spend", Typed(Encoding.UTF8.GetBytes(Good), type), "post-42");

        answer.Refuses(415, "unsupported_media_type");
    }

    [Fact]
    public async Task An_encoded_body_is_refused()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        var body = Typed(Encoding.UTF8.GetBytes(Good), "application/json");
        body.Headers.ContentEncoding.Add("gzip");

        (await plugin.PostAsync("credits/spend", body, "post-42")).Refuses(415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("{\"feature\":", "The body is not valid JSON at line 1, byte 12.")]
    [InlineData("[]", "The body must be one JSON object.")]
    [InlineData("{\"credits\":5,\"credits\":6}", "The body is not valid JSON.")]
    public async Task A_malformed_body_is_explained_in_plain_words(string body, string detail)
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app);

        var problem = (await plugin.PostAsync("credits/spend", Plugin.Json(body), "k")).Refuses(400, "malformed_json");

        Assert.Equal(detail, (string)problem["detail"]!);
    }

    [Fact]
    public async Task A_body_over_16_KB_is_refused_however_it_is_sent()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        var body = new byte[16 * 1024 + 1];

        var content = Typed(body, "application/json");
        var chunked = new StreamContent(new MemoryStream(body));
        chunked.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await plugin.PostAsync("credits/spend", content, "post-42")).Refuses(413, "payload_too_large");
        (await plugin.SendAsync(
            HttpMethod.Post, "credits/spend", chunked,
            ("Idempotency-Key", "post-42"), ("Transfer-Encoding", "chunked")))
            .Refuses(413, "payload_too_large");
    }

    [Theory]
    [InlineData("two words", 422, "invalid_request")]
    [InlineData("", 400, "idempotency_key_required")]
    public async Task A_bad_idempotency_key_is_refused(string key, int status, string code)
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);

        (await plugin.PostAsync("credits/spend", Plugin.Json(Good), key)).Refuses(status, code);
    }

    [Fact]
    public async Task A_long_idempotency_key_is_refused()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);

        var problem = (await plugin.SpendAsync(5, new string('k', 256))).Refuses(422, "invalid_request");

        Assert.NotNull(problem["errors"]!["idempotencyKey"]);
    }

    [Fact]
    public async Task Two_idempotency_keys_are_refused()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);

        var answer = await plugin.SendAsync(
            HttpMethod.Post, "credits/spend", Plugin.Json(Good), ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));

        Assert.NotNull(answer.Refuses(422, "invalid_request")["errors"]!["idempotencyKey"]);
    }

    /// <summary>Each value in each field, where it cannot be right.</summary>
    private static IEnumerable<(string Route, string Name, string Value)> BadFields() =>
        from name in Fields
        let parts = name.Split(' ')
        from value in Values
        where parts[2] != "text?" || value is not ("null" or "\"5\"" or "\"\"")
        select (parts[0], parts[1], value);

    private static ByteArrayContent Typed(byte[] body, string? type) => new(body)
    {
        Headers = { ContentType = type is null ? null : new MediaTypeHeaderValue(type) },
    };

    private static string Body(string route, string name, string value)
    {
        var fields = route switch
        {
            "credits/spend" or "credits/holds" => new() { ["feature"] = "\"content-analysis\"", ["credits"] = "15" },
            "credits/estimate" => new() { ["feature"] = "\"content-analysis\"", ["pages"] = "1" },
            "sites/activate" => new() { ["licenseKey"] = "\"SRG-NOBODY-0001\"", ["domain"] = "\"a.example\"" },
            _ => new Dictionary<string, string>(),
        };
        fields[name] = value;
        return $"{{{string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }
}
