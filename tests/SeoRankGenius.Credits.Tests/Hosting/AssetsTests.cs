using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class AssetsTests : AppTests
{
    [Theory]
    [InlineData("/site.css")]
    [InlineData("/site.js")]
    [InlineData("/live.js")]
    [InlineData("/favicon.svg")]
    public async Task Static_files_are_compressed(string address)
    {
        var app = await SampleAppAsync();
        using var browser = app.Visit();
        browser.Headers.Add("Accept-Encoding", "gzip, br");

        var answer = (await browser.GetAsync(address)).Is(200);

        Assert.Equal(["br"], answer.ContentHeaders.ContentEncoding);
    }

    [Fact]
    public async Task A_page_with_a_form_token_is_not_compressed()
    {
        var app = await SampleAppAsync();
        using var browser = await app.SignInAsync(SampleData.Owner);
        browser.Headers.Add("Accept-Encoding", "gzip, br");

        var answer = (await browser.GetAsync("/account/credits/northwind-agency.example")).Is(200);

        Assert.Empty(answer.ContentHeaders.ContentEncoding);
    }
}
