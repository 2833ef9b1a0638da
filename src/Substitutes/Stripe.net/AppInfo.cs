namespace Stripe;

public class AppInfo
{
    public string Name { get; set; }

    public string PartnerId { get; set; }

    public string Version { get; set; }

    public string Url { get; set; }

    internal string FormatUserAgent() =>
        Name
        + (string.IsNullOrEmpty(Version) ? "" : $"/{Version}")
        + (string.IsNullOrEmpty(Url) ? "" : $" ({Url})");
}
