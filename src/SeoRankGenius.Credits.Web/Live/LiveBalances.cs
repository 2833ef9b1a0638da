using System.Security.Claims;
using System.Text.Json;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Live;

/// <summary>The tiles' numbers as they move, as server-sent events.</summary>
public static class LiveBalances
{
    // A stream ends by itself, and the browser opens the next one with the session it has then. A line that says
    // nothing shows both ends that the other is still there.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1), Pulse = TimeSpan.FromSeconds(15);

    /// <summary>
    /// <c>GET /account/credits/{domain}/live</c>: the numbers at once, and again when they change. 404 for another's
    /// site; on the Free plan, which shows no numbers, 204 tells the browser to ask no more.
    /// </summary>
    public static void MapLiveBalances(this WebApplication app) =>
        app.MapGet("/account/credits/{domain}/live", StreamAsync).RequireAuthorization(Roles.Owner);

    private static async Task StreamAsync(
        string domain,
        HttpContext context,
        OwnerSites sites,
        PoolWatch watch,
        SessionStreams streams,
        IHostApplicationLifetime app,
        TimeProvider time)
    {
        using var over = new CancellationTokenSource(Longest, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, app.ApplicationStopping, over.Token);
        using var entry = streams.EndWithSession(context.User, end);
        var site = await sites.FindAsync(context.User.Viewer(), domain, end.Token);
        if (site is null || site.Entitlement.IsFree)
        {
            context.Response.StatusCode = site is null ? StatusCodes.Status404NotFound : StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("retry: 1000\n\n", end.Token);
        try
        {
            await SendAsync(context.Response, site, sites, context.User, watch, time, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The tab is closed, the session is over, the app stops, or the minute is: the usual ends.
        }
    }

    private static async Task SendAsync(
        HttpResponse response,
        OwnerSite site,
        OwnerSites sites,
        ClaimsPrincipal user,
        PoolWatch watch,
        TimeProvider time,
        CancellationToken end)
    {
        using var watcher = watch.Watch(site.SiteId, site.LicenseId);
        Balances? shown = null;
        for (var now = site;
            now is { Entitlement.IsFree: false };
            now = await sites.FindAsync(user.Viewer(), site.Domain, end))
        {
            if (now.Balances != shown)
                await response.WriteAsync(
                    $"data: {JsonSerializer.Serialize(now.Balances, JsonSerializerOptions.Web)}\n\n", end);
            shown = now.Balances;
            await response.Body.FlushAsync(end);
            while (!await MovedAsync(watcher, time, end))
            {
                await response.WriteAsync(":\n\n", end);
                await response.Body.FlushAsync(end);
            }
        }
    }

    /// <summary>False when nothing moved for a pulse.</summary>
    private static async Task<bool> MovedAsync(PoolWatch.Watcher watcher, TimeProvider time, CancellationToken end)
    {
        using var pulse = new CancellationTokenSource(Pulse, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pulse.Token, end);
        try
        {
            await watcher.MovedAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            return false;
        }
    }
}
