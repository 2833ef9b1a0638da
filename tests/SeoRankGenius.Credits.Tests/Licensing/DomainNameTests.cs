using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Tests.Licensing;

public sealed class DomainNameTests
{
    private const string Label63 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("northwind-agency.example", "northwind-agency.example")]
    [InlineData("NorthWind-Agency.EXAMPLE", "northwind-agency.example")]
    [InlineData("  northwind-agency.example\t", "northwind-agency.example")]
    [InlineData("https://northwind-agency.example", "northwind-agency.example")]
    [InlineData("HTTP://northwind-agency.example/", "northwind-agency.example")]
    [InlineData("//northwind-agency.example/blog", "northwind-agency.example")]
    [InlineData("northwind-agency.example:8080", "northwind-agency.example")]
    [InlineData("https://northwind-agency.example:443/blog?x=1#top", "northwind-agency.example")]
    [InlineData("northwind-agency.example/blog", "northwind-agency.example")]
    [InlineData("northwind-agency.example?x=https://other.example", "northwind-agency.example")]
    [InlineData("northwind-agency.example#top", "northwind-agency.example")]
    [InlineData("https://user:secret@northwind-agency.example/", "northwind-agency.example")]
    [InlineData("https://user@other.example:80@northwind-agency.example", "northwind-agency.example")]
    [InlineData("northwind-agency.example.", "northwind-agency.example")]
    [InlineData("www.northwind-agency.example", "northwind-agency.example")]
    [InlineData("https://WWW.Northwind-Agency.example.:443/", "northwind-agency.example")]
    [InlineData("blog.northwind-agency.example", "blog.northwind-agency.example")]
    [InlineData("www.example", "www.example")]
    [InlineData("www.www.example", "www.example")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("www.bücher.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("bücher。example", "xn--bcher-kva.example")]
    [InlineData("1and1.example", "1and1.example")]
    [InlineData("3.14.example", "3.14.example")]
    [InlineData("LOCALHOST:3000", "localhost")]
    [InlineData("http://127.0.0.1:8080/", "localhost")]
    [InlineData("[::1]", "localhost")]
    [InlineData("shop.localhost", "shop.localhost")]
    [InlineData("https://192.168.0.1:8080/", "192.168.0.1")]
    [InlineData(Label63 + ".example", Label63 + ".example")]
    public void There_is_one_spelling(string written, string domain) =>
        Assert.Equal(domain, DomainName.Normalize(written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("https://")]
    [InlineData("8.8.8.8")]
    [InlineData("http://[2001:db8::1]:8080/")]
    [InlineData("[fd00::1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("intranet")]
    [InlineData("example.123")]
    [InlineData("-shop.example")]
    [InlineData("shop-.example")]
    [InlineData("my shop.example")]
    [InlineData("my_shop.example")]
    [InlineData("shop..example")]
    [InlineData(".example.com")]
    [InlineData("shop.example..")]
    [InlineData("shop!.example")]
    [InlineData("<script>.example")]
    [InlineData("shop\0.example")]
    [InlineData("xn--.example")]
    [InlineData("a" + Label63 + ".example")]
    [InlineData(Label63 + "." + Label63 + "." + Label63 + "." + Label63 + ".example")]
    public void What_is_no_public_domain_is_refused(string? written)
    {
        var refusal = Assert.Throws<Refusal>(() => DomainName.Normalize(written));

        Assert.Equal(RefusalCode.InvalidRequest, refusal.Code);
        Assert.Equal(["domain"], ((Dictionary<string, string[]>)refusal.Facts["errors"]).Keys);
    }

    [Theory]
    [InlineData("www.bücher.example")]
    [InlineData("www.www.www.example")]
    [InlineData("https://user@WWW.Shop.example.:1/x")]
    public void Written_once_more_it_stays_the_same(string written)
    {
        var once = DomainName.Normalize(written);

        Assert.Equal(once, DomainName.Normalize(once));
    }
}
