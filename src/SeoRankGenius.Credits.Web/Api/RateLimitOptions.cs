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
