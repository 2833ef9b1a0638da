namespace SeoRankGenius.Credits.Web;

/// <summary>The origin in every link that leaves the app: to Stripe, to the plugin, in a mail.</summary>
/// <param name="Origin">As configured; null to take the request's own, in Development.</param>
public sealed record PublicUrl(string? Origin)
{
    /// <summary>An absolute link to an address of the app that starts with a slash.</summary>
    public string To(HttpRequest request, string address) =>
        (Origin ?? $"{request.Scheme}://{request.Host}") + address;

    /// <summary>
    /// Reads <c>PublicUrl</c>. Throws <see cref="BadConfiguration"/> when it is no origin, or missing although
    /// <paramref name="required"/>.
    /// </summary>
    public static PublicUrl Read(IConfiguration configuration, bool required)
    {
        var text = configuration["PublicUrl"];
        if (string.IsNullOrWhiteSpace(text))
            return required
                ? throw new BadConfiguration(
                    ["PublicUrl is missing. Set it to the app's origin, such as https://credits.example."])
                : new PublicUrl((string?)null);

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? new PublicUrl(url.GetLeftPart(UriPartial.Authority))
            : throw new BadConfiguration(
                [$"PublicUrl is \"{text}\"; it must be an origin such as https://credits.example."]);
    }
}
