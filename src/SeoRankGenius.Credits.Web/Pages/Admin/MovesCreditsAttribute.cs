namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>
/// Marks the model of a page whose POST moves credits or money: the one place for what must hold before that, such as
/// having signed in lately.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MovesCreditsAttribute : Attribute;
