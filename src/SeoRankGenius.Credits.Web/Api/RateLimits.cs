using System.Net;
using System.Threading.RateLimiting;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>The API's rate limits: <c>Api:…</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Burst of requests per site.</summary>
    public int BurstLimit { get; set; } = 200;

    /// <summary>Requests per second and site, after the burst.</summary>
    public double RequestsPerSecond { get; set; } = 100;

    /// <summary>Activations per minute and network.</summary>
    public int ActivationsPerMinute { get; set; } = 20;

    /// <summary>Requests without a valid token per minute and network.</summary>
    public int UnauthenticatedPerMinute { get; set; } = 60;
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
        RuleFor(limits => limits.UnauthenticatedPerMinute).InclusiveBetween(1, Most)
            .WithMessage("must be from 1 to 1000000000.");
    }
}

/// <summary>
/// A token bucket per site, and per network for activations and for requests without a valid token. Counted per
/// instance, so three instances allow three times as much; only activations are also counted in the database.
/// </summary>
public sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter;
    private readonly Policy _site, _activation, _unauthenticated;
    private readonly ActivationCounts _activations;
    private readonly TimeProvider _time;

    public RateLimits(RateLimitOptions limits, ActivationCounts activations, TimeProvider time)
    {
        (_activations, _time) = (activations, time);
        _site = new("site", limits.BurstLimit, limits.RequestsPerSecond);
        _activation = Policy.PerMinute("activation", limits.ActivationsPerMinute);
        _unauthenticated = Policy.PerMinute("unauthenticated", limits.UnauthenticatedPerMinute);
        _limiter = PartitionedRateLimiter.Create<HttpContext, (Policy, object)>(context => Of(context) switch
        {
            var (policy, key) => RateLimitPartition.GetTokenBucketLimiter((policy, key), _ => policy.Bucket()),
        });
    }

    /// <summary>Takes one request from its bucket; on refusal the seconds to wait, else null.</summary>
    public int? Refuse(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 1;
    }

    /// <summary>
    /// Counts an activation in the database. Null for any other request, and while all instances together admitted no
    /// more than the limit; else the seconds to the next minute.
    /// </summary>
    public async Task<int?> RefuseActivationAsync(HttpContext context)
    {
        var (policy, network) = Of(context);
        if (policy != _activation)
            return null;
        var attempts = await _activations.AddAsync(network.ToString()!, context.RequestAborted);
        return attempts <= policy.Burst ? null : 60 - _time.GetUtcNow().Second;
    }

    /// <summary>Whether the request's bucket has room, without taking from it.</summary>
    public bool HasRoom(HttpContext context) => Remaining(context) > 0;

    /// <summary><c>RateLimit</c> and <c>RateLimit-Policy</c> of the request's bucket (IETF draft 10).</summary>
    public (string Limit, string Policy) Headers(HttpContext context)
    {
        var (policy, _) = Of(context);
        var remaining = Remaining(context);
        var seconds = Math.Ceiling((policy.Burst - remaining) / policy.PerSecond);
        return (
            FormattableString.Invariant($"\"{policy.Name}\";r={remaining};t={seconds}"),
            FormattableString.Invariant($"\"{policy.Name}\";q={policy.Burst};w={policy.WindowSeconds}"));
    }

    public void Dispose() => _limiter.Dispose();

    private long Remaining(HttpContext context) => _limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0;

    private (Policy Policy, object Key) Of(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api/v1/sites/activate") ? (_activation, Network(context))
        : context.Features.Get<Caller>() is { } caller ? (_site, caller.SiteId)
        : (_unauthenticated, Network(context));

    /// <summary>The caller's address. An IPv6 network counts as one address.</summary>
    internal static IPAddress Network(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 16)
            bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private sealed record Policy(string Name, int Burst, double PerSecond)
    {
        // Shorter periods gain nothing: the framework refills all buckets ten times a second.
        private const double ShortestPeriodSeconds = 0.01;

        /// <summary>Seconds in which an empty bucket is full again.</summary>
        public double WindowSeconds => Math.Ceiling(Burst / PerSecond);

        public static Policy PerMinute(string name, int requests) => new(name, requests, requests / 60.0);

        public TokenBucketRateLimiterOptions Bucket()
        {
            var period = Math.Max(1 / PerSecond, ShortestPeriodSeconds);
            return new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                ReplenishmentPeriod = TimeSpan.FromSeconds(period),
                TokensPerPeriod = Math.Max(1, (int)Math.Round(PerSecond * period)),
            };
        }
    }
}
