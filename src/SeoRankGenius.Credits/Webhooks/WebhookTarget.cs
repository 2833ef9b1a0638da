using System.Net;
using System.Net.Sockets;

namespace SeoRankGenius.Credits.Webhooks;

/// <summary>
/// Where events may be sent: to public addresses only, so that an owner cannot reach internal services.
/// </summary>
public static class WebhookTarget
{
    private const int Longest = 500;

    // Addresses that are not of the public internet (IANA's special-purpose registry).
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork PublicIPv6 = IPNetwork.Parse("2000::/3");

    /// <summary>Whether an address is of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return (address.AddressFamily == AddressFamily.InterNetwork || PublicIPv6.Contains(address))
            && !Special.Any(network => network.Contains(address));
    }

    /// <summary>
    /// The address as it is stored. Refuses with <see cref="RefusalCode.InvalidRequest"/> at <c>url</c> what is no
    /// https address, has a user or a fragment, or names a private host. Names are resolved at each delivery.
    /// </summary>
    internal static string Check(string? written, WebhookOptions settings)
    {
        var text = written?.Trim() ?? "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || text.Length > Longest)
            throw Refusal.Invalid("url", "Enter a complete address, such as https://example.com/webhooks.");
        if (url.Scheme != Uri.UriSchemeHttps && !(settings.AllowPrivateTargets && url.Scheme == Uri.UriSchemeHttp))
            throw Refusal.Invalid("url", "Enter an address that begins with https://.");
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            throw Refusal.Invalid("url", "Enter the address without a user name, a password and a fragment (#).");
        if (url.Port == 0)
            throw Refusal.Invalid("url", "Enter an address with a port from 1 to 65535, or without one.");
        var isPrivate = url.IsLoopback || IsLocal(url.IdnHost)
            || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !IsPublic(address));
        if (isPrivate && !settings.AllowPrivateTargets)
            throw Refusal.Invalid("url", "Enter a public address. Events are not sent to private networks.");
        return url.AbsoluteUri.Length <= Longest
            ? url.AbsoluteUri
            : throw Refusal.Invalid("url", "Enter an address of at most 500 characters.");
    }

    // RFC 6761: "localhost" and all names under it are this machine. A name may end with the root's dot.
    private static bool IsLocal(string host) =>
        $".{host.TrimEnd('.')}".EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The name of an endpoint leads to an address that is not public. Nothing was sent.</summary>
internal sealed class PrivateTargetException() : IOException("The name leads to a private address.");

/// <summary>The connections to endpoints: no redirects, no cookies, no proxy, and only public addresses.</summary>
public sealed class WebhookConnections : IDisposable
{
    private readonly WebhookOptions _settings;

    public WebhookConnections(WebhookOptions settings)
    {
        _settings = settings;
        Http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    internal HttpClient Http { get; }

    public void Dispose() => Http.Dispose();

    // Connects to the address that was checked; resolving the name again could lead to another one.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
        if (!_settings.AllowPrivateTargets && !addresses.All(WebhookTarget.IsPublic))
            throw new PrivateTargetException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
