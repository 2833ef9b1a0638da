using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SeoRankGenius.Credits.Web.Live;

/// <summary>What else an open tab says.</summary>
/// <param name="Plan">The plan in effect.</param>
/// <param name="Low">The threshold below which the balance is; null while it suffices or the notice is hidden.</param>
/// <param name="IsEmpty">No credits are left.</param>
/// <param name="IsTopUpStopped">An automatic top-up of the site is stopped or paused.</param>
public sealed record LiveState(string Plan, long? Low, bool IsEmpty, bool IsTopUpStopped);

/// <summary>The balances of a site and the state of its tab as they change, as server-sent events.</summary>
public sealed class LiveBalances(OwnerSites sites, LowBalanceAlerts alerts, TabWatch watch, CreditsMetrics metrics)
{
    // The page ignores it.
    private static readonly SseItem<object?> KeepAlive = new(null, "keep-alive");

    /// <summary>
    /// Sends the balances at once and after each change, and the state when it is not the usual one. Ends when the
    /// caller disconnects, the session ends, the app stops, or the license is on the Free plan, and after ten minutes.
    /// </summary>
    public async IAsyncEnumerable<SseItem<object?>> StreamAsync(
        OwnerSite site, ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken aborted = default)
    {
        using var tab = watch.Open(user.SessionId()!.Value, site.SiteId, site.LicenseId);
        metrics.StreamsChanged(1);
        try
        {
            Balances? shown = null;
            var sent = new LiveState(site.Entitlement.Label, null, IsEmpty: false, IsTopUpStopped: false);
            for (OwnerSite? now = site;
                now is { Entitlement.IsFree: false };
                now = await FindAsync(user, site.Domain, aborted))
            {
                if (now.Balances != shown)
                    yield return new(shown = now.Balances) { ReconnectionInterval = TimeSpan.FromSeconds(1) };
                if (await StateAsync(now, user) is var state && state != sent)
                    yield return new(sent = state, "state");
                TabSignal signal;
                while ((signal = await tab.NextAsync(aborted)) is TabSignal.KeepAlive or TabSignal.None)
                    yield return KeepAlive;
                if (signal == TabSignal.Over)
                    yield break;
            }
        }
        finally
        {
            metrics.StreamsChanged(-1);
        }
    }

    private async Task<LiveState> StateAsync(OwnerSite site, ClaimsPrincipal user)
    {
        var status = await alerts.StatusAsync(site.SiteId, user.OnlySiteId() is null ? site.LicenseId : null);
        var total = site.Balances.Total;
        return new LiveState(
            site.Entitlement.Label, status.MayWarn && total < status.Threshold ? status.Threshold : null, total == 0,
            status.TopUp == TopUpStatus.Stopped);
    }

    // Also null at the end of the stream.
    private async Task<OwnerSite?> FindAsync(ClaimsPrincipal user, string domain, CancellationToken aborted) =>
        aborted.IsCancellationRequested
            ? null
            : await sites.FindAsync(user.Viewer(Right.Read), domain, CancellationToken.None);
}

internal static class LiveRoutes
{
    /// <summary>
    /// <c>GET /account/credits/{domain}/live</c>: 401 when signed out, 404 for another user's site. On the Free plan,
    /// which shows no balances, 204 stops the browser from reconnecting.
    /// </summary>
    public static void MapLiveBalances(this WebApplication app)
    {
        app.MapGet("/account/credits/{domain}/live", OpenAsync).RequireAuthorization(AccountArea.Policy)
            .WithMetadata(new AccessAttribute(Right.Read));
        // Before the server waits for its requests to end.
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<TabWatch>().EndAll);
    }

    private static async Task<Results<ServerSentEventsResult<object?>, NoContent, NotFound, StatusCodeHttpResult>>
        OpenAsync(
            string domain, ClaimsPrincipal user, OwnerSites sites, LiveBalances live, TabWatch watch,
            CancellationToken aborted) =>
        await sites.FindAsync(user.Viewer(Right.Read), domain, aborted) switch
        {
            null => TypedResults.NotFound(),
            { Entitlement.IsFree: true } => TypedResults.NoContent(),
            _ when !watch.MayOpen(user.SessionId()!.Value) =>
                TypedResults.StatusCode(StatusCodes.Status429TooManyRequests),
            var site => TypedResults.ServerSentEvents(live.StreamAsync(site, user, aborted)),
        };
}
