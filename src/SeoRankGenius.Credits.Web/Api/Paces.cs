using System.Globalization;
using System.Net;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>Holds each site to its pace, and activations from each address.</summary>
public sealed class Paces(RateLimitOptions limits, TimeProvider time)
{
    private readonly Pace<Guid> _sites = new(limits.BurstLimit, limits.RequestsPerSecond, time);
    private readonly Pace<IPAddress> _activations =
        new(limits.ActivationsPerMinute, limits.ActivationsPerMinute / 60.0, time);

    /// <summary>Lets an activation pass, or throws the answer. A whole IPv6 network counts as one address.</summary>
    public void TakeActivation(HttpContext context)
    {
        var wait = _activations.Take(Network(context.Connection.RemoteIpAddress ?? IPAddress.None));
        if (wait == TimeSpan.Zero)
            return;
        SayWhen(context, wait);
        throw new ApiProblemException(
            ApiProblem.RateLimited, "Too many activations from your address. Try again later.");
    }

    /// <summary>After the token is known, before anything else is looked at.</summary>
    public Task TakeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Caller>() is not { } caller)
            return next(context);
        var wait = _sites.Take(caller.SiteId);
        if (wait == TimeSpan.Zero)
            return next(context);
        SayWhen(context, wait);
        return ApiProblems.WriteAsync(
            context, ApiProblem.RateLimited, "This site calls too often. Wait, then send the same request again.");
    }

    private static void SayWhen(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter =
            Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 16)
            bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
