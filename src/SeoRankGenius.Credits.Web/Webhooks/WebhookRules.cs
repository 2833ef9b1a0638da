using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Web.Webhooks;

/// <summary>Events leave for private networks in development only.</summary>
public sealed class WebhookRules : AbstractValidator<WebhookOptions>
{
    public WebhookRules(IHostEnvironment environment) =>
        RuleFor(options => options.AllowPrivateTargets).Equal(false).When(_ => environment.IsProduction())
            .WithMessage("must be false in Production: owners could reach internal services.");
}
