using SeoRankGenius.Credits.Notifications;

namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The notice of a low balance on a site's tab.</summary>
public sealed record LowNotice(string Domain, LowBalanceNotice Notice, string Currency);
