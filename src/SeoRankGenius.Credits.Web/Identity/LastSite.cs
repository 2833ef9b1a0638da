namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// The site whose Credits tab was opened last, in a cookie. It grants nothing: readers look the domain up among the
/// viewer's own sites.
/// </summary>
public sealed class LastSite
{
    private readonly CookieBuilder _cookie = new() { MaxAge = TimeSpan.FromDays(365) };

    /// <param name="secure">Applies the name, and the settings that all cookies of the app share.</param>
    public LastSite(Action<CookieBuilder> secure) => secure(_cookie);

    public string? Read(HttpContext context) => context.Request.Cookies[_cookie.Name!];

    public void Write(HttpContext context, string domain) =>
        context.Response.Cookies.Append(_cookie.Name!, domain, _cookie.Build(context));

    public void Delete(HttpContext context) =>
        context.Response.Cookies.Delete(_cookie.Name!, _cookie.Build(context));
}
