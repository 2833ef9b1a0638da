namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The notice of a low balance on a site's tab.</summary>
/// <param name="Domain">The site.</param>
/// <param name="Notice">The threshold, and the pack to offer.</param>
/// <param name="Total">Whole credits that the site can spend.</param>
/// <param name="Currency">Of the pack's price.</param>
public sealed record LowNotice(string Domain, LowBalanceNotice Notice, long Total, string Currency);
