namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// Marks a page whose POST moves credits or money: an idle admin confirms their identity first (<see
/// cref="RequireRecentSignInAttribute"/>).
/// </summary>
/// <param name="handlers">Names of the POST handlers; none for all.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MovesCreditsAttribute(params string[] handlers) : RequireRecentSignInAttribute(handlers);
