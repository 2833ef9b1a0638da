using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace SeoRankGenius.Credits.Web.Live;

/// <summary>
/// The open streams of this process by session. They end with the session; those of other instances end within a
/// minute, the longest time of a stream.
/// </summary>
public sealed class SessionStreams
{
    private const string Session = "sid";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<CancellationTokenSource>> _open = [];

    /// <summary>Cancels <paramref name="stream"/> when the user's session ends, until the result is disposed.</summary>
    public IDisposable? EndWithSession(ClaimsPrincipal user, CancellationTokenSource stream)
    {
        if (user.FindFirstValue(Session) is not { } session)
            return null;
        lock (_lock)
        {
            if (!_open.TryGetValue(session, out var streams))
                _open[session] = streams = [];
            streams.Add(stream);
        }

        return new Entry(this, session, stream);
    }

    internal static bool IsSessionClaim(Claim claim) => claim.Type == Session;

    /// <summary>Gives a new session an id, and ends the streams of the browser's previous one.</summary>
    internal static void Begin(CookieSigningInContext context)
    {
        End(context.HttpContext);
        var identity = context.Principal!.Identities.First();
        if (!identity.HasClaim(IsSessionClaim))
            identity.AddClaim(new Claim(Session, Guid.NewGuid().ToString("N")));
    }

    internal static void End(HttpContext context)
    {
        if (context.User.FindFirstValue(Session) is { } session)
            context.RequestServices.GetRequiredService<SessionStreams>().End(session);
    }

    private void End(string session)
    {
        lock (_lock)
            if (_open.TryGetValue(session, out var streams))
                streams.ForEach(stream => stream.CancelAsync());
    }

    private void Remove(string session, CancellationTokenSource stream)
    {
        lock (_lock)
            if (_open.TryGetValue(session, out var streams) && streams.Remove(stream) && streams.Count == 0)
                _open.Remove(session);
    }

    private sealed class Entry(SessionStreams all, string session, CancellationTokenSource stream) : IDisposable
    {
        public void Dispose() => all.Remove(session, stream);
    }
}
