using SeoRankGenius.Credits.Licensing.TestSites;

namespace SeoRankGenius.Credits.Tests.Licensing;

public sealed class TestDomainTests
{
    [Theory]
    [InlineData("localhost"), InlineData("shop.localhost"), InlineData("shop.test"), InlineData("shop.local")]
    [InlineData("shop.invalid"), InlineData("shop.internal"), InlineData("shop.home.arpa")]
    [InlineData("10.0.0.1"), InlineData("169.254.1.1"), InlineData("172.16.0.1"), InlineData("172.31.255.255")]
    [InlineData("192.168.1.10"), InlineData("127.0.0.2")]
    [InlineData("staging.shop.com"), InlineData("stage.shop.com"), InlineData("dev.shop.com")]
    [InlineData("test.shop.com"), InlineData("local.shop.com"), InlineData("preview.shop.com")]
    [InlineData("qa.shop.com"), InlineData("uat.shop.com"), InlineData("sandbox.shop.com")]
    [InlineData("staging-2.shop.com"), InlineData("shop-staging.host.com"), InlineData("dev.shop.co.uk")]
    public void Local_private_and_staging_names_are_of_test_sites(string domain) =>
        Assert.True(TestDomain.Is(domain));

    [Theory]
    [InlineData("shop.com"), InlineData("northwind-agency.example"), InlineData("test.com"), InlineData("dev.io")]
    [InlineData("staging.org"), InlineData("test.co.uk"), InlineData("dev.com.au"), InlineData("testing.shop.com")]
    [InlineData("contest.shop.com"), InlineData("shop.dev"), InlineData("local-news.com"), InlineData("blog.test.com")]
    [InlineData("172.32.0.1"), InlineData("8.8.8.8"), InlineData("mylocal")]
    public void Others_are_not(string domain) => Assert.False(TestDomain.Is(domain));
}
