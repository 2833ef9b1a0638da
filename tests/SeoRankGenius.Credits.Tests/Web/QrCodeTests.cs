using System.Security.Cryptography;
using System.Text;
using SeoRankGenius.Credits.Web.SigningIn;

namespace SeoRankGenius.Credits.Tests.Web;

/// <summary>Held against what another implementation (node's qrcode 1.5) draws, as a hash of its modules.</summary>
public sealed class QrCodeTests
{
    private const string Link = "otpauth://totp/SEO%20Rank%20Genius:admin%40seorankgenius.example"
        + "?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=SEO%20Rank%20Genius";

    [Theory]
    [InlineData("HELLO", 1, 21, "e349ee3a1b2fc2632d4defa04a0168eadfa858328b58859f79b8c7f503b82c8e")]
    [InlineData("x", 60, 33, "46ce7fb396051effc184fc591bc7fa62bc1110c75d67bbf5e6b906b83d4e6efd")]
    [InlineData(Link, 1, 41, "c07a90a87c8872f7583e363335eaf296722f3444ffc693e5206d4c939b913ff9")]
    [InlineData("y", 150, 45, "9bf4bb6de35bf1681173064a029a6049b20d16312ea5fb720589de149fd99922")]
    [InlineData("z", 190, 49, "c69ff8bb8d4d8c7ffc1a47155b85c35964234a7d0956a34a81874b6b3eed3a16")]
    [InlineData("w", 230, 53, "c6bfe8c0c874ee885738476edd81f1914268c0b7ee080aab0bfa0a8148a9691f")]
    public void It_draws_what_others_draw(string text, int times, int size, string hash)
    {
        var code = QrCode.Of(string.Concat(Enumerable.Repeat(text, times)))!;

        var modules = from y in Enumerable.Range(0, code.Size)
                      from x in Enumerable.Range(0, code.Size)
                      select code[x, y] ? '1' : '0';
        Assert.Equal(size, code.Size);
        Assert.Equal(
            hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(modules)))));
    }

    [Fact]
    public void A_text_that_is_too_long_has_no_picture() => Assert.Null(QrCode.Of(new string('w', 231)));
}
