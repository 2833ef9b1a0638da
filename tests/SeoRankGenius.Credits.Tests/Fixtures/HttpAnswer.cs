using System.Net.Http.Headers;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>What the app answered to one request; of a stream without end only the headers.</summary>
public sealed record HttpAnswer(int Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    /// <summary>Where a redirect leads, as it was sent; null for any other answer.</summary>
    public string? Location => Headers.Location?.OriginalString;

    /// <summary>The length of the body as it was sent.</summary>
    public long Bytes { get; private init; }

    public IReadOnlyList<string> Cookies =>
        Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];

    public static async Task<HttpAnswer> OfAsync(HttpClient http, HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isEndless = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var body = isEndless ? [] : await response.Content.ReadAsByteArrayAsync();
        var text = isEndless ? "" : await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, text, response.Headers, response.Content.Headers) { Bytes = body.Length };
    }

    /// <summary>Asserts the status, and shows what was answered instead.</summary>
    public HttpAnswer Is(int status, string of = "the answer")
    {
        Assert.True(Status == status, $"Expected {status} of {of}, got {Status} {Location}\n{Body}");
        return this;
    }

    /// <summary>Asserts that two answers are the same, byte for byte, and header for header but for the time.</summary>
    public static void AssertSame(HttpAnswer one, HttpAnswer other)
    {
        Assert.Equal(one.Status, other.Status);
        Assert.Equal(one.Body, other.Body);
        Assert.Equal(Lines(one), Lines(other));

        static IEnumerable<string> Lines(HttpAnswer answer) => answer.Headers.Concat(answer.ContentHeaders)
            .Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
    }

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
