using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>Every page after a busy day, as the server writes it and a browser without script reads it.</summary>
public sealed partial class EveryPageAsWrittenTests : AppTests, IDisposable
{
    private const int MostBytes = 60 * 1024, MostRequests = 8;

    // Answered by a redirect, a file or a stream; or only within a step of signing in, or for a second subscription.
    private static readonly string[] NoPages =
    [
        "/account/alerts", "/account/top-up", "/account/credits/{domain}/live",
        "/account/plans/back/{license:guid}", "/account/plans/billing",
        "/account/plans/start", "/account/purchases/{id:guid}/{document}", "/account/purchases/invoices/{invoice}",
        "/account/purchases/{id:guid}/check",
        "/account/security/export", "/admin/events/{id}/cancel", "/signin/code", "/stop-emails/{code}",
    ];

    private readonly string _mailbox = Directory.CreateTempSubdirectory("credits-mail-").FullName;

    public void Dispose() => Directory.Delete(_mailbox, recursive: true);

    [Fact]
    public async Task Every_page_of_the_routing_table_is_seen()
    {
        var app = await AppAsync();
        var seen = (await app.SpendBusyDayAsync()).Select(page => page.Address).ToList();

        var missing = (await app.RoutesAsync())
            .Where(route => route.Method == "GET" && route.IsPage && !NoPages.Contains(route.Pattern)
                && !seen.Exists(route.Matches))
            .Select(route => route.Pattern).Distinct();
        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public async Task A_page_costs_at_most_60_KB_and_8_requests()
    {
        var heavy = new List<string>();
        var app = await AppAsync();
        using var assets = app.Visit();
        assets.Headers.Add("Accept-Encoding", "br");
        var sizes = new Dictionary<string, long>();

        await foreach (var (page, answer, document) in VisitAsync(app))
        {
            var bytes = Encoding.UTF8.GetByteCount(answer.Body);
            var addresses = document.QuerySelectorAll("link[rel=icon], link[rel=stylesheet]")
                .Select(link => link.GetAttribute("href")!)
                .Concat(document.QuerySelectorAll("script[src], img[src]").Select(it => it.GetAttribute("src")!))
                .Distinct().ToList();
            foreach (var address in addresses)
                bytes += (int)(sizes.TryGetValue(address, out var size)
                    ? size
                    : sizes[address] = await TransferAsync(assets, address));
            var requests = 1 + addresses.Count + document.QuerySelectorAll("[data-live]").Length;
            if (bytes > MostBytes || requests > MostRequests)
                heavy.Add($"{page.Address}: {bytes:N0} bytes, {requests} requests");
        }

        Assert.True(heavy.Count == 0, string.Join('\n', heavy));
    }

    [Fact]
    public async Task Pages_show_words_not_codes()
    {
        var found = new List<string>();

        await foreach (var (page, _, document) in VisitAsync(await AppAsync()))
        {
            foreach (var exact in document.QuerySelectorAll("code, pre, script, style, .payload"))
                exact.Remove();
            found.AddRange(Code().Matches(document.Body!.TextContent).Select(code => $"{page.Address}: {code.Value}"));
            found.AddRange(document.QuerySelectorAll("td")
                .Where(cell => Email().IsMatch(cell.TextContent) && cell.QuerySelector("wbr, select") is null)
                .Select(cell => $"{page.Address}: {cell.TextContent.Trim()} does not wrap at its @"));
            found.AddRange(document.QuerySelectorAll("time:not([title$=UTC])")
                .Select(time => $"{page.Address}: {time.OuterHtml} has no full time"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public async Task Every_form_and_page_works_without_script()
    {
        var found = new List<string>();

        await foreach (var (page, _, document) in VisitAsync(await AppAsync()))
        {
            found.AddRange(document.Forms.Where(form => form.QuerySelector("button:not([type=button])") is null)
                .Select(form => $"{page.Address}: a form without a button, {form.GetAttribute("action")}"));
            found.AddRange(document.QuerySelectorAll("main [hidden]:not(input):not([data-live-notice])")
                .Select(part => $"{page.Address}: hidden {part.OuterHtml}"));
            if (document.QuerySelectorAll("h1").Length != 1 || document.QuerySelector("a.skip[href='#main']") is null)
                found.Add($"{page.Address}: needs one heading and the link that skips to the content");
            if (page.Person is not null && !document.Title!.EndsWith(" · SEO Rank Genius", StringComparison.Ordinal))
                found.Add($"{page.Address}: title {document.Title}");
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async IAsyncEnumerable<(SeenPage Page, HttpAnswer Answer, IHtmlDocument Document)> VisitAsync(
        App app)
    {
        var pages = await app.SpendBusyDayAsync();
        foreach (var group in pages.GroupBy(page => page.Person))
        {
            using var visitor = group.Key is null ? app.Visit() : await app.SignInAsync(group.Key);
            foreach (var page in group)
            {
                var answer = await visitor.GetAsync(page.Address);
                Assert.True(answer.Status is 200 or 400 or 404 or 410, $"{page.Address}: {answer.Status}");
                yield return (page, answer, Visitor.Parse(answer));
            }
        }
    }

    private Task<App> AppAsync() =>
        SampleAppAsync(("Email:Folder", _mailbox), ("Email:From", "credits@seorankgenius.example"));

    private static async Task<long> TransferAsync(Visitor browser, string address)
    {
        var answer = (await browser.GetAsync(address)).Is(200, address);
        Assert.Equal("public, max-age=31536000, immutable", answer.Header("Cache-Control"));
        Assert.Equal("br", answer.Header("Content-Encoding"));
        return answer.Bytes;
    }

    // A cause, a pack, a GUID, a code with an underscore that is no type of Stripe's events, a validator's sentence,
    // a date for machines.
    [GeneratedRegex(
        @"\b(refund|purchase|spend|hold|hold-returned|give-back|adjust|undo|grant|transfer|dispute|site):[0-9a-f]{6}"
        + @"|\b(shared|domain)-\d{3,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}\b"
        + @"|(?<![\w.…])[a-z]+_[a-z]+(_[a-z]+)*\b(?![\w…])|'\w+( \w+)*' must"
        + @"|\b\d{4}-\d{2}-\d{2}\b|\b(content-analysis|meta-generation|link-suggestions|schema-building)\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"\w@\w+\.\w")]
    private static partial Regex Email();
}
