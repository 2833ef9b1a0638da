namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>
/// One step of a page's breadcrumb, in <c>ViewData["Crumbs"]</c>: the section first, the page itself last.
/// </summary>
/// <param name="Name">Visible text.</param>
/// <param name="Href">Where it leads; null for the page itself.</param>
public sealed record Crumb(string Name, string? Href = null);
