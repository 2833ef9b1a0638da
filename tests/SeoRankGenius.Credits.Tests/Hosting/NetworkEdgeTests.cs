using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>What reaches the app from the network, as it runs in production.</summary>
public sealed class NetworkEdgeTests : AppTests
{
    [Fact]
    public async Task Http_is_redirected_before_a_form_is_shown()
    {
        var app = await AppAsync(Production.Settings);
        using var visitor = app.Visit();
        visitor.Headers.Host = "credits.example";

        var answer = await visitor.GetAsync("/signin");

        Assert.Equal("https://credits.example/signin", answer.Is(307).Location);
        Assert.Empty(answer.Cookies);
    }

    [Fact]
    public async Task Another_host_is_refused()
    {
        var app = await AppAsync(Production.Settings);
        using var visitor = app.Visit();
        visitor.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        visitor.Headers.Host = "evil.example";

        (await visitor.GetAsync("/signin/forgot")).Is(400);
    }

    [Fact]
    public async Task A_probe_uses_any_address()
    {
        var app = await AppAsync(Production.Settings);
        using var probe = app.Visit();

        (await probe.GetAsync("/health/live")).Is(200);
    }

    [Fact]
    public async Task Who_is_no_known_proxy_cannot_forge_an_address()
    {
        var app = await SampleAppAsync(("KnownProxies", "10.9.9.9"));
        using var visitor = app.Visit();
        visitor.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.7");

        await visitor.SignInAsync(SampleData.Owner, SampleData.Password);

        Assert.Equal("127.0.0.1", await AddressAsync(app));
    }

    [Fact]
    public async Task A_known_proxy_names_the_visitors_address()
    {
        var app = await SampleAppAsync(("KnownProxies", "10.9.9.9, 127.0.0.0/8"));
        using var visitor = app.Visit();
        visitor.Headers.TryAddWithoutValidation("X-Forwarded-For", "198.51.100.1, 203.0.113.7");

        await visitor.SignInAsync(SampleData.Owner, SampleData.Password);

        Assert.Equal("203.0.113.7", await AddressAsync(app));
    }

    [Theory]
    [InlineData("/signin"), InlineData("/api/v1/sites/activate"), InlineData("/stop-emails/x")]
    public async Task A_large_post_is_refused_unread(string address)
    {
        var app = await SampleAppAsync();
        using var visitor = app.Visit();
        using var body = new ByteArrayContent(new byte[27_000_000]);
        body.Headers.ContentType = new("application/x-www-form-urlencoded");
        visitor.Headers.ExpectContinue = true;

        var answer = await visitor.SendAsync(HttpMethod.Post, address, body);

        Assert.Contains(answer.Status, (int[])[400, 401, 404, 413, 415]);
    }

    private static Task<string> AddressAsync(App app) => app.World.ReadAsync(db =>
        Task.FromResult(db.UserSessions.Single().Address));
}
