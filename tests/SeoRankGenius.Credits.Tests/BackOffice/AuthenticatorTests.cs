using SeoRankGenius.Credits.Identity;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class AuthenticatorTests
{
    // "12345678901234567890" in base 32: the secret of RFC 6238, appendix B.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924"), InlineData(2000000000, "279037"), InlineData(20000000000, "353130")]
    public void Its_codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Authenticator.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-60, false), InlineData(-30, true), InlineData(0, true), InlineData(30, true), InlineData(60, false)]
    public void A_clock_may_be_wrong_by_half_a_minute(int seconds, bool matches)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111110);

        var step = Authenticator.Match(Key, Authenticator.CodeAt(Key, now.AddSeconds(seconds)), now, used: 0);

        Assert.Equal(matches, step is not null);
    }

    [Fact]
    public void A_code_of_a_half_minute_that_was_used_matches_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111110);
        var code = Authenticator.CodeAt(Key, now);

        var used = Authenticator.Match(Key, code, now, used: 0)!.Value;

        Assert.Null(Authenticator.Match(Key, code, now, used));
        Assert.NotNull(Authenticator.Match(Key, Authenticator.CodeAt(Key, now.AddSeconds(30)), now, used));
    }

    [Theory]
    [InlineData(""), InlineData("28708"), InlineData("2870820"), InlineData("٢٨٧٠٨٢"), InlineData("abcdef")]
    public void What_is_no_code_never_matches(string code) =>
        Assert.Null(Authenticator.Match(Key, code, DateTimeOffset.FromUnixTimeSeconds(59), used: 0));

    [Fact]
    public void A_new_key_is_160_bits_that_an_app_can_read() =>
        Assert.True(Authenticator.IsKey(Authenticator.NewKey()));
}
