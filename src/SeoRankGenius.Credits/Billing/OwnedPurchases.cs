using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Billing;

/// <summary>
/// Purchases as the owner of their license may see them. The owner is part of the question, so another's purchase is
/// simply not found. Reads only.
/// </summary>
public sealed class OwnedPurchases(CreditsDb db)
{
    /// <summary>The purchase for this site that has this session at Stripe; null when it is not theirs.</summary>
    public Task<Purchase?> FindAsync(
        Viewer viewer, string domain, string sessionId, CancellationToken cancellation) =>
        (from purchase in db.Purchases
         join site in db.Sites on purchase.SiteId equals site.Id
         join license in db.Licenses on purchase.LicenseId equals license.Id
         where purchase.StripeSessionId == sessionId
             && site.Domain == domain
             && license.OwnerId == viewer.UserId
             && (viewer.OnlySiteId == null || site.Id == viewer.OnlySiteId)
         select purchase).AsNoTracking().SingleOrDefaultAsync(cancellation);
}
