using FluentValidation;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>How often the API may be called: <c>Api:…</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Requests of one site at once.</summary>
    public int BurstLimit { get; set; } = 200;

    /// <summary>Requests of one site a second, after the burst.</summary>
    public double RequestsPerSecond { get; set; } = 100;

    /// <summary>Activations a minute from one address.</summary>
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
