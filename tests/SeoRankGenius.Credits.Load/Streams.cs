using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Load;

/// <summary>
/// Open tabs on the web app in a process of its own, while nobody spends: what each stream costs. Needs twice as many
/// file descriptors as streams (<c>ulimit -n</c>).
/// </summary>
public static class Streams
{
    private const int Each = TabWatch.MostOfOneSession;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(int streams, TimeSpan time)
    {
        await using var world = await LoadWorld.StartAsync();
        var sites = await world.SitesAsync((streams - 1) / Each + 1, "tab");
        var cookie = await CookieAsync(world);
        await using var web = WebProcess.Start(world.ConnectionString);
        using (var first = await web.ConnectAsync())
            await first.SendAsync(Wire.Request("GET", "/health/ready", ""));
        await Task.Delay(Settling);
        var (atRest, quiet) = (web.Megabytes, await UsedAsync(web, time));

        var open = new List<Socket>();
        for (var i = 0; i < streams; i++)
            open.Add(await OpenAsync(web.Url, sites[i / Each], await cookie(i / Each)));
        await Task.Delay(Settling);
        var used = await UsedAsync(web, time);
        var kilobytes = (web.Megabytes - atRest) * 1024 / streams;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{streams:N0} quiet streams: {used * 100:N2} % of a core ({quiet * 100:N2} % without), ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{kilobytes:N1} KB each ({atRest:N0} MB without, {web.Megabytes:N0} MB with)"));
        if (open.Count(HasEnded) is var ended and > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ended:N0} of them had ended."));
        open.ForEach(socket => socket.Dispose());
    }

    // The part of a core that the process uses.
    private static async Task<double> UsedAsync(WebProcess web, TimeSpan time)
    {
        var before = web.ProcessorTime;
        await Task.Delay(time);
        return (web.ProcessorTime - before) / time;
    }

    private static async Task<Socket> OpenAsync(Uri url, LoadSite site, string cookie)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.SendAsync(Wire.Request(
            "GET", $"/account/credits/{site.Domain}/live", $"Cookie: {cookie}\r\nAccept: text/event-stream\r\n"));
        var answer = new byte[2_048];
        var length = await socket.ReceiveAsync(answer);
        var text = Encoding.ASCII.GetString(answer, 0, length);
        if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new IOException(text);
        // What comes is read by nobody: it fits into the socket's buffer for minutes.
        return socket;
    }

    // Within the time each got signs of life; the last chunk would be the end.
    private static bool HasEnded(Socket socket)
    {
        var received = new byte[4_096];
        var length = socket.Available > 0 ? socket.Receive(received) : 0;
        return length == 0 || received.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8);
    }

    /// <summary>Makes the cookie of a session of the sites' owner, the same for the same number.</summary>
    private static async Task<Func<int, Task<string>>> CookieAsync(LoadWorld world)
    {
        var owner = await world.OwnerAsync();
        var format = world.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var cookies = new Dictionary<int, string>();
        return async number =>
        {
            if (cookies.TryGetValue(number, out var known))
                return known;
            var (_, _, key) = await world.Get<UserSessions>().OpenAsync(
                new NewSession(owner.Id, owner.Email!, SessionKind.Kept, SiteId: null, HasTwoFactors: false));
            var ticket = new AuthenticationTicket(
                new(new System.Security.Claims.ClaimsIdentity([new("key", key)], IdentityConstants.ApplicationScheme)),
                new AuthenticationProperties { ExpiresUtc = world.Get<TimeProvider>().GetUtcNow().AddDays(1) },
                IdentityConstants.ApplicationScheme);
            return cookies[number] = $"{format.Cookie.Name}={format.TicketDataFormat.Protect(ticket)}";
        };
    }
}
