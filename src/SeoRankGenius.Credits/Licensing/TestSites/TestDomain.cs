using System.Net;
using System.Net.Sockets;

namespace SeoRankGenius.Credits.Licensing.TestSites;

/// <summary>
/// Which domains are those of test sites: local names, private addresses and staging hosts. The rule is documented in
/// <c>docs/api.md</c>.
/// </summary>
public static class TestDomain
{
    // RFC 2606, 6761, 6762 and 8375, and ICANN's name for private use. Not ".example", which is for documentation.
    private static readonly string[] LocalEndings =
        [".test", ".localhost", ".local", ".invalid", ".internal", ".home.arpa"];

    private static readonly HashSet<string> StagingWords =
        ["dev", "local", "preview", "qa", "sandbox", "stage", "staging", "test", "uat"];

    // Second levels under which a country registers names: test.co.uk is somebody's domain, not a staging host.
    private static readonly HashSet<string> Registries = ["ac", "co", "com", "edu", "gov", "net", "org"];

    /// <summary>Whether a normalized domain is a test site's.</summary>
    public static bool Is(string domain) =>
        domain == "localhost" || IsPrivate(domain)
        || LocalEndings.Any(ending => domain.EndsWith(ending, StringComparison.Ordinal))
        || IsStaging(domain.Split('.'));

    /// <summary>
    /// The domain of a site that is entered by its address: <c>localhost</c> for a loopback address, a private IPv4
    /// address as it is; null for any other address, and for unusual spellings of one.
    /// </summary>
    internal static string? OfAddress(string host) =>
        !IPAddress.TryParse(host, out var address) || address.ToString() != host ? null
        : IPAddress.IsLoopback(address) ? "localhost"
        : IsPrivate(host) ? host
        : null;

    private static bool IsPrivate(string host) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork
        && address.GetAddressBytes() is var bytes
        && bytes is [10, ..] or [127, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..];

    /// <summary>The first of three or more labels is a staging word, or has one before or after a dash.</summary>
    private static bool IsStaging(string[] labels) =>
        labels.Length >= (labels[^1].Length == 2 && Registries.Contains(labels[^2]) ? 4 : 3)
        && labels[0].Split('-') is var words
        && (StagingWords.Contains(words[0]) || StagingWords.Contains(words[^1]));
}
