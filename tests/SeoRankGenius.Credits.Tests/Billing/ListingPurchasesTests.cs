using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class ListingPurchasesTests : WorldTests
{
    [SkippableTheory]
    [EachDatabase(1)]
    [EachDatabase(PurchaseQueries.PageSize - 1)]
    [EachDatabase(PurchaseQueries.PageSize)]
    [EachDatabase(PurchaseQueries.PageSize + 1)]
    [EachDatabase(PurchaseQueries.PageSize + 2)]
    public async Task Purchases_of_one_time_hide_no_older_one(Provider on, int ofOneTime)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync();
        var at = world.Time.GetUtcNow().UtcDateTime;
        await world.WriteAsync(async db =>
        {
            db.Purchases.Add(Failed(site, at.AddSeconds(1)));
            db.Purchases.AddRange(Enumerable.Range(0, ofOneTime).Select(_ => Failed(site, at)));
            db.Purchases.AddRange(Enumerable.Range(1, 2).Select(day => Failed(site, at.AddDays(-day))));
            await db.SaveChangesAsync();
        });

        var (listed, pages, before) = (new List<Guid>(), 0, (DateTime?)null);
        do
        {
            var page = await world.ReadAsync(db =>
                new PurchaseQueries(db).ListAsync(new Viewer(site.License.OwnerId), before, default));
            listed.AddRange(page.Payments.Select(payment => payment.Paid.Source.PurchaseId!.Value));
            (before, pages) = (page.Next, pages + 1);
        }
        while (before is not null);

        Assert.Equal(ofOneTime + 3, listed.Distinct().Count());
        Assert.Equal(ofOneTime + 3, listed.Count);
        Assert.Equal(ofOneTime + 3 > PurchaseQueries.PageSize ? 2 : 1, pages);
    }

    private static Purchase Failed(TestSite site, DateTime at)
    {
        var buyer = new Buyer(
            site.License.OwnerId, "owner@northwind.example", site.Id, site.Domain, site.License.Id);
        var purchase = Purchase.Of(PriceList.Default.Packs[0], "usd", buyer, at, TimeSpan.FromHours(1));
        purchase.Advance(PurchaseStatus.Failed, "Not paid.");
        return purchase;
    }
}
