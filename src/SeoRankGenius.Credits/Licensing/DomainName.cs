using System.Net;
using SeoRankGenius.Credits.Licensing.TestSites;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>
/// The normalized form of a domain: lower case, no scheme, port, path, trailing dot or <c>www.</c>, international names
/// in punycode.
/// </summary>
public static class DomainName
{
    private const int Longest = 253;

    // Characters that end the host name in a URL.
    private static readonly char[] Ends = ['/', '?', '#'];

    /// <summary>
    /// Normalizes a domain entered by a person or sent by the plugin. Local names and private IPv4 addresses are those
    /// of test sites (<see cref="TestDomain"/>); a loopback address becomes <c>localhost</c>. Refuses with
    /// <see cref="RefusalCode.InvalidRequest"/> other IP addresses, single labels and invalid domains, each with its
    /// reason.
    /// </summary>
    public static string Normalize(string? written)
    {
        var host = Host(Clean(written ?? "").Trim().ToLowerInvariant());
        if (host.Length == 0)
            throw Invalid("Please give the site's domain, such as example.com.");
        var address = host.Trim('[', ']');
        if (IPAddress.TryParse(address, out _))
            return TestDomain.OfAddress(address)
                ?? throw Invalid("An IP address is not a domain. Please give the site's domain, such as example.com.");

        var ascii = Ascii(host);
        while (ascii.StartsWith("www.", StringComparison.Ordinal) && ascii.Count(letter => letter == '.') > 1)
            ascii = ascii[4..];
        if (ascii == "localhost")
            return ascii;
        if (!ascii.Contains('.', StringComparison.Ordinal))
            throw Invalid("A domain has at least two parts, such as example.com.");
        if (ascii.Length > Longest || !ascii.Split('.').All(IsLabel) || ascii.Split('.')[^1].All(char.IsAsciiDigit))
            throw Invalid("This is not a domain. It should look like example.com.");
        return ascii;
    }

    /// <summary>Copied text: without invisible characters such as a byte order mark, and with plain dashes.</summary>
    private static string Clean(string written) => string.Concat(written
        .Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)
        .Select(letter => char.GetUnicodeCategory(letter) == UnicodeCategory.DashPunctuation ? '-' : letter));

    private static string Host(string written)
    {
        var host = written;
        var end = host.IndexOfAny(Ends);
        if (end >= 0 && host.AsSpan(end).StartsWith("//") && (end == 0 || host[end - 1] == ':'))
        {
            host = host[(end + 2)..];
            end = host.IndexOfAny(Ends);
        }

        if (end >= 0)
            host = host[..end];
        host = host[(host.LastIndexOf('@') + 1)..];
        if (host.Count(letter => letter == ':') == 1)
            host = host[..host.IndexOf(':', StringComparison.Ordinal)];
        return host.EndsWith('.') ? host[..^1] : host;
    }

    private static string Ascii(string host)
    {
        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }.GetAscii(host);
        }
        catch (ArgumentException)
        {
            throw Invalid("This is not a domain. It should look like example.com.");
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-' && label[^1] != '-'
        && label.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static Refusal Invalid(string sentence) =>
        Refusal.Invalid("domain", sentence);
}
