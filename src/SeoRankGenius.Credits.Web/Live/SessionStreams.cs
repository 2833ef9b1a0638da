using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace SeoRankGenius.Credits.Web.Live;

/// <summary>
/// The streams that this process holds open, by session: they end with it. Those of other instances end within the
/// minute that a stream lasts at most.
/// </summary>
public sealed class SessionStreams
{
    private const string Session = "sid";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<CancellationTokenSource>> _open = [];

    /// <summary>Ends <paramref name="stream"/> when the user's session ends, until the answer is disposed.</summary>
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

    internal static bool Keeps(Claim claim) => claim.Type == Session;

    /// <summary>Gives a new session its name, and ends the streams of the one that the browser had.</summary>
    internal static void Begin(CookieSigningInContext context)
    {
        End(context.HttpContext);
        var identity = context.Principal!.Identities.First();
        if (!identity.HasClaim(Keeps))
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

    private void Forget(string session, CancellationTokenSource stream)
    {
        lock (_lock)
            if (_open.TryGetValue(session, out var streams) && streams.Remove(stream) && streams.Count == 0)
                _open.Remove(session);
    }

    private sealed class Entry(SessionStreams all, string session, CancellationTokenSource stream) : IDisposable
    {
        public void Dispose() => all.Forget(session, stream);
    }
}
