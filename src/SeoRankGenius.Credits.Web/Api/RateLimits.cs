using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>The API's rate limits: <c>Api:…</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Burst of requests per site.</summary>
    public int BurstLimit { get; set; } = 200;

    /// <summary>Requests per second and site, after the burst.</summary>
    public double RequestsPerSecond { get; set; } = 100;

    /// <summary>Activations per minute and address.</summary>
    public int ActivationsPerMinute { get; set; } = 20;
}

public sealed class RateLimitRules : AbstractValidator<RateLimitOptions>
{
    private const int Most = 1_000_000_000;

    public RateLimitRules()
    {
        RuleFor(limits => limits.BurstLimit).InclusiveBetween(1, Most).WithMessage("must be from 1 to 1000000000.");
        RuleFor(limits => limits.RequestsPerSecond).InclusiveBetween(0.001, Most)
            .WithMessage("must be from 0.001 to 1000000000.");
        RuleFor(limits => limits.ActivationsPerMinute).InclusiveBetween(1, Most)
            .WithMessage("must be from 1 to 1000000000.");
    }
}

/// <summary>
/// A token bucket per site, and one for activations per address. Counted per instance: three instances allow three
/// times as much.
/// </summary>
public static class RateLimits
{
    /// <summary>Names of the policies.</summary>
    public const string Site = "site", Activation = "activation";

    // Shorter periods gain nothing: the framework refills all buckets ten times a second.
    private const double ShortestPeriodSeconds = 0.01;

    public static void AddRateLimits(this IServiceCollection services) => services
        .AddRateLimiter(limiter => limiter.OnRejected = RejectAsync)
        .AddOptions<RateLimiterOptions>().Configure<RateLimitOptions>((limiter, limits) => limiter
            .AddPolicy(Site, context => context.Features.Get<Caller>() is { } caller
                ? RateLimitPartition.GetTokenBucketLimiter(
                    caller.SiteId, _ => Bucket(limits.BurstLimit, limits.RequestsPerSecond))
                : RateLimitPartition.GetNoLimiter(Guid.Empty))
            .AddPolicy(Activation, context => RateLimitPartition.GetTokenBucketLimiter(
                Network(context.Connection.RemoteIpAddress ?? IPAddress.None),
                _ => Bucket(limits.ActivationsPerMinute, limits.ActivationsPerMinute / 60.0))));

    private static TokenBucketRateLimiterOptions Bucket(int burst, double perSecond)
    {
        var period = Math.Max(1 / perSecond, ShortestPeriodSeconds);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            ReplenishmentPeriod = TimeSpan.FromSeconds(period),
            TokensPerPeriod = Math.Max(1, (int)Math.Round(perSecond * period)),
        };
    }

    private static ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken aborted)
    {
        var context = rejected.HttpContext;
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            context.Response.Headers.RetryAfter =
                Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new(ApiErrors.WriteAsync(
            context,
            ErrorTable.RateLimited,
            context.Features.Get<Caller>() is null
                ? "Too many activations from your address. Try again later."
                : "This site calls too often. Wait, then send the same request again."));
    }

    /// <summary>An IPv6 network counts as one address.</summary>
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
