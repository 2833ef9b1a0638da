using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed class QrCodeTests : AppTests
{
    [Fact]
    public async Task The_key_never_leaves_the_page_that_shows_it()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var code = (await admin.PageAsync("/admin/two-factor")).QuerySelector(".qr")!;

        Assert.Equal("QR code with the key below", code.GetAttribute("aria-label"));
        Assert.True(code.QuerySelector("svg path[fill='#000']")?.GetAttribute("d")?.Length > 500);
        Assert.Empty(code.QuerySelectorAll("img, image, style, [style], [href], [src]"));
    }
}
