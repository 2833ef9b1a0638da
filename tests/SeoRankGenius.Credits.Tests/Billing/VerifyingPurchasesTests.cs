using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class VerifyingPurchasesTests : WorldTests
{
    [SkippableTheory, EachDatabase("shared-1000"), EachDatabase("domain-1000")]
    public async Task A_paid_purchase_with_its_credits_is_sound(Provider on, string pack)
    {
        var world = await WorldAsync(on);

        await BuyAsync(world, await world.SiteAsync(), pack);

        Assert.Empty((await world.VerifyAsync()).Discrepancies);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_open_purchase_without_credits_is_sound(Provider on)
    {
        var world = await WorldAsync(on);

        await BuyAsync(world, await world.SiteAsync(), "shared-1000", post: null, isPaid: false);

        Assert.Empty((await world.VerifyAsync()).Discrepancies);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_paid_purchase_without_credits_is_found(Provider on)
    {
        var world = await WorldAsync(on);

        var purchase = await BuyAsync(world, await world.SiteAsync(), "shared-1000", post: null);

        await FoundAsync(world, Missing(purchase));
    }

    [SkippableTheory, EachDatabase]
    public async Task Other_credits_than_were_sold_are_found(Provider on)
    {
        var world = await WorldAsync(on);

        var purchase = await BuyAsync(world, await world.SiteAsync(), "shared-1000", post: bought =>
            Movement.Into(bought.PoolId, 999, TransactionKind.Purchase, bought.Cause, "stripe"));

        await FoundAsync(world, Missing(purchase));
    }

    [SkippableTheory, EachDatabase]
    public async Task Credits_in_another_pool_are_found(Provider on)
    {
        var world = await WorldAsync(on);

        var purchase = await BuyAsync(world, await world.SiteAsync(), "shared-1000", post: bought =>
            Movement.Into(bought.SiteId, 1_000, TransactionKind.Purchase, bought.Cause, "stripe"));

        await FoundAsync(world, Missing(purchase));
    }

    [SkippableTheory, EachDatabase]
    public async Task Credits_of_another_kind_are_found(Provider on)
    {
        var world = await WorldAsync(on);

        var purchase = await BuyAsync(world, await world.SiteAsync(), "shared-1000", post: bought =>
            Movement.Into(bought.PoolId, 1_000, TransactionKind.Grant, bought.Cause, "stripe"));

        await FoundAsync(world, Missing(purchase));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_purchase_credited_twice_is_found(Provider on)
    {
        var world = await WorldAsync(on);
        var purchase = await BuyAsync(world, await world.SiteAsync(), "shared-1000");

        var secondId = await PostAsync(world, Movement.Into(
            purchase.PoolId, 1_000, TransactionKind.Purchase, $"{purchase.Cause}:again", "stripe"));

        await FoundAsync(world, Unpaid(secondId));
    }

    [SkippableTheory, EachDatabase]
    public async Task Credits_of_a_purchase_that_is_not_paid_are_found(Provider on)
    {
        var world = await WorldAsync(on);
        var purchase = await BuyAsync(world, await world.SiteAsync(), "shared-1000", post: null, isPaid: false);

        var transactionId = await PostAsync(world, Credit(purchase));

        await FoundAsync(world, Unpaid(transactionId));
    }

    private static string Missing(Purchase purchase) => FormattableString.Invariant(
        $"Purchase {purchase.Id} is paid, but no transaction brought exactly its 1000 credits into its pool.");

    private static string Unpaid(Guid transactionId) =>
        $"Transaction {transactionId} credits a purchase that is not paid or does not exist.";

    private static Movement Credit(Purchase purchase) =>
        Movement.Into(purchase.PoolId, purchase.Credits, TransactionKind.Purchase, purchase.Cause, "stripe");

    private static Task<Purchase> BuyAsync(World world, TestSite site, string pack) =>
        BuyAsync(world, site, pack, Credit);

    private static async Task<Purchase> BuyAsync(
        World world, TestSite site, string pack, Func<Purchase, Movement>? post, bool isPaid = true)
    {
        var buyer = new Buyer(site.License.OwnerId, "owner@northwind.example", site.Id, site.Domain, site.License.Id);
        var sold = World.Catalog.Packs.Single(known => known.Code == pack);
        var purchase = Purchase.Of(sold, "usd", buyer, world.Time.Now, TimeSpan.FromHours(1));
        if (isPaid)
            purchase.Advance(PurchaseStatus.Paid);
        await world.WriteAsync(async db =>
        {
            db.Purchases.Add(purchase);
            await db.SaveChangesAsync();
        });
        if (post is not null)
            await PostAsync(world, post(purchase));
        return purchase;
    }

    private static async Task<Guid> PostAsync(World world, Movement movement) =>
        await world.Writer.RunAsync(db => Task.FromResult(new CreditLedger(world.Time).Post(db, movement)));

    private static async Task FoundAsync(World world, params string[] sentences)
    {
        world.IsBroken = true;
        Assert.Equal(sentences, (await world.VerifyAsync()).Discrepancies);
    }
}
