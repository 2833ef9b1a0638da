namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>The origin of every link that leaves the app: to Stripe, to the plugin, in an e-mail.</summary>
/// <param name="Origin">As configured, without a trailing slash; null to use the request's, in Development.</param>
public sealed record PublicUrl(string? Origin)
{
    public PublicUrl(PublicUrlOptions options)
        : this(options.Url?.GetLeftPart(UriPartial.Authority))
    {
    }

    /// <summary>An absolute link to an address of the app that starts with a slash.</summary>
    public string To(HttpRequest request, string address) =>
        (Origin ?? $"{request.Scheme}://{request.Host}") + address;
}

/// <summary>The key <c>PublicUrl</c>.</summary>
public sealed class PublicUrlOptions
{
    public string? PublicUrl { get; set; }

    internal Uri? Url => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) ? url : null;
}

/// <summary>An origin: scheme, host and port. Required outside Development, with HTTPS.</summary>
public sealed class PublicUrlRules : AbstractValidator<PublicUrlOptions>
{
    public PublicUrlRules(IHostEnvironment environment)
    {
        RuleFor(options => options.PublicUrl).NotEmpty().When(_ => !environment.IsDevelopment())
            .WithMessage("is missing. Set it to the app's origin, such as https://credits.example.");
        RuleFor(options => options.Url)
            .Must(url => url is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "" })
            .When(options => !string.IsNullOrWhiteSpace(options.PublicUrl))
            .OverridePropertyName("PublicUrl")
            .WithMessage(options =>
                $"is \"{options.PublicUrl}\"; it must be an origin without a path, such as https://credits.example.");
        RuleFor(options => options.Url).Must(url => url!.Scheme == Uri.UriSchemeHttps)
            .When(options => options.Url is not null && !environment.IsDevelopment())
            .OverridePropertyName("PublicUrl").WithMessage("must start with https outside Development.");
    }
}
