using System.Net;
using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// A browser without script: keeps cookies, sends a page's forms with their hidden fields. Follows no redirect, so that
/// a test sees each answer.
/// </summary>
public sealed class Visitor : IDisposable
{
    private const string Token = "__RequestVerificationToken";

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public Visitor(Uri app) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies })
        {
            BaseAddress = app,
        };

    /// <summary>Sent with every request.</summary>
    public System.Net.Http.Headers.HttpRequestHeaders Headers => _http.DefaultRequestHeaders;

    public IEnumerable<string> CookieNames => _cookies.GetAllCookies().Select(cookie => cookie.Name);

    /// <summary>All cookies as a browser sends them: what whoever copies them has.</summary>
    public string CookieHeader => _cookies.GetCookieHeader(_http.BaseAddress!);

    public Task<HttpAnswer> GetAsync(string address) => SendAsync(HttpMethod.Get, address);

    public Task<HttpAnswer> SendAsync(HttpMethod method, string address, HttpContent? body = null) =>
        HttpAnswer.OfAsync(_http, new HttpRequestMessage(method, address) { Content = body });

    /// <summary>Posts fields as they are: no antiforgery token unless given.</summary>
    public Task<HttpAnswer> PostAsync(string address, params (string Name, string Value)[] fields) => SendAsync(
        HttpMethod.Post,
        address,
        new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<IHtmlDocument> PageAsync(string address) => Parse((await GetAsync(address)).Is(200));

    public static IHtmlDocument Parse(HttpAnswer answer) => new HtmlParser().ParseDocument(answer.Body);

    /// <summary>Fills in and sends the first form of a page whose action contains <paramref name="action"/>.</summary>
    public async Task<HttpAnswer> SubmitAsync(
        string address, string action, params (string Name, string Value)[] fields)
    {
        var form = (await PageAsync(address)).Forms.FirstOrDefault(form => Action(form, address).Contains(action))
            ?? throw new InvalidOperationException($"{address} has no form that leads to {action}.");
        var filled = form.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Name is not null && input.Type is "hidden")
            .Select(input => (input.Name!, input.Value))
            .Concat(fields);
        return await PostAsync(Action(form, address), [.. filled]);
    }

    /// <summary>Posts fields with the antiforgery token of a page that holds any form.</summary>
    public async Task<HttpAnswer> PostWithTokenAsync(
        string page, string address, params (string Name, string Value)[] fields) =>
        await PostAsync(address, [(Token, await TokenAsync(page)), .. fields]);

    public async Task<string> TokenAsync(string page) =>
        (await PageAsync(page)).QuerySelector<IHtmlInputElement>($"input[name={Token}]")!.Value;

    /// <summary>What a stream of server-sent events says, from its opening until nobody asks any more.</summary>
    public async IAsyncEnumerable<string> ListenAsync(
        string address, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        const string Data = "data: ";
        using var answer = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        while (await lines.ReadLineAsync(cancellation) is { } line)
            if (line.StartsWith(Data, StringComparison.Ordinal))
                yield return line[Data.Length..];
    }

    /// <summary>Opens a launch link, and presses its button.</summary>
    public Task<HttpAnswer> OpenAsync(string link) => SubmitAsync(link, link);

    public Task<HttpAnswer> SignInAsync(string email, string password, string address = "/signin") => SubmitAsync(
        address, "/signin", ("Input.Email", email), ("Input.Password", password));

    public void Dispose() => _http.Dispose();

    // The parsed page knows no address of its own; a form without an action leads to its page.
    private static string Action(IHtmlFormElement form, string address) =>
        form.GetAttribute("action") is { Length: > 0 } action ? action : address;
}
