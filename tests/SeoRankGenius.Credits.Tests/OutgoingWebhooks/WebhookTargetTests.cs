using System.Net;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Tests.OutgoingWebhooks;

public sealed class WebhookTargetTests
{
    private static readonly WebhookOptions Usual = new();

    [Theory]
    [InlineData("8.8.8.8"), InlineData("1.1.1.1"), InlineData("172.32.0.1"), InlineData("100.128.0.1")]
    [InlineData("2606:4700:4700::1111"), InlineData("::ffff:8.8.8.8")]
    public void Events_go_to_public_addresses(string address) =>
        Assert.True(WebhookTarget.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0"), InlineData("10.1.2.3"), InlineData("100.64.0.1"), InlineData("127.0.0.1")]
    [InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("192.168.1.1"), InlineData("192.0.2.1")]
    [InlineData("198.18.0.1"), InlineData("224.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("fe80::1"), InlineData("fd00::1"), InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1"), InlineData("64:ff9b::7f00:1"), InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    public void They_never_go_to_others(string address) =>
        Assert.False(WebhookTarget.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.com/hook", "https://example.com/hook")]
    [InlineData(" https://EXAMPLE.com:8443 ", "https://example.com:8443/")]
    [InlineData("https://localhost.example.com/", "https://localhost.example.com/")]
    public void A_public_https_address_is_kept(string written, string kept) =>
        Assert.Equal(kept, WebhookTarget.Check(written, Usual));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("example.com"), InlineData("http://example.com")]
    [InlineData("ftp://example.com"), InlineData("https://user:secret@example.com"), InlineData("https://a.com/#x")]
    [InlineData("https://127.0.0.1/"), InlineData("https://localhost/"), InlineData("https://[::1]/")]
    [InlineData("https://example.com:0/"), InlineData("https://x.localhost/"), InlineData("https://a.B.LOCALHOST./x")]
    [InlineData("https://localhost./")]
    [InlineData("https://169.254.169.254/latest"), InlineData("https://2130706433/"), InlineData("javascript:alert(1)")]
    public void Others_are_refused_at_the_field(string? written)
    {
        var refusal = Assert.Throws<Refusal>(() => WebhookTarget.Check(written, Usual));

        Assert.Equal(["url"], ((Dictionary<string, string[]>)refusal.Facts["errors"]).Keys);
    }

    [Fact]
    public void Five_hundred_characters_are_the_most()
    {
        var longest = "https://example.com/" + new string('a', 480);

        Assert.Equal(longest, WebhookTarget.Check(longest, Usual));
        Assert.Throws<Refusal>(() => WebhookTarget.Check(longest + "a", Usual));
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_not_connected_to()
    {
        using var connections = new WebhookConnections(Usual);

        // Any name of this machine, which no check of the text can know.
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() =>
            connections.Http.GetAsync($"https://{Dns.GetHostName()}:9/"));

        Assert.IsType<PrivateTargetException>(failure.InnerException);
    }
}
