namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// The site whose Credits tab was opened last, in a cookie that holds its domain and grants nothing: whoever reads it
/// looks the domain up among the viewer's own sites.
/// </summary>
public sealed class LastSite
{
    private readonly CookieBuilder _cookie = new()
    {
        Name = "credits-site",
        Path = "/account",
        MaxAge = TimeSpan.FromDays(365),
    };

    private LastSite()
    {
    }

    /// <summary>With a cookie hardened like the others.</summary>
    public static LastSite In(Action<CookieBuilder> harden)
    {
        var last = new LastSite();
        harden(last._cookie);
        return last;
    }

    public string? Read(HttpContext context) => context.Request.Cookies[_cookie.Name!];

    public void Write(HttpContext context, string domain) =>
        context.Response.Cookies.Append(_cookie.Name!, domain, _cookie.Build(context));

    public void Forget(HttpContext context) =>
        context.Response.Cookies.Delete(_cookie.Name!, _cookie.Build(context));
}
