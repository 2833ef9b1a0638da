namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// Marks the model of a page whose POST moves credits or money: whoever was idle is asked who they are before it does
/// (<see cref="RequireRecentSignInAttribute"/>).
/// </summary>
/// <param name="handlers">Names of the POST handlers that do; none for all.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MovesCreditsAttribute(params string[] handlers) : RequireRecentSignInAttribute(handlers);
