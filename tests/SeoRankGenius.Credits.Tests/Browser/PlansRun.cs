using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>A trial that was started on the Free plan, and a plan that waits on Stripe's page.</summary>
public class PlansRun : DemoRun
{
    /// <summary>The session of the trial.</summary>
    public string Started { get; private set; } = "";

    /// <summary>The address of the page at Stripe where the other plan waits for its payment.</summary>
    public string Checkout { get; private set; } = "";

    /// <summary>An event that belongs to no purchase.</summary>
    public Task<string> EventAsync() => Host.Services.GetRequiredService<Reader>().RunAsync(db =>
        db.StoredEvents.Where(stored => stored.PurchaseId == null).Select(stored => stored.Id).FirstAsync());

    /// <summary>The first paid invoice of a plan.</summary>
    public Task<string> InvoiceAsync() => Host.Services.GetRequiredService<Reader>().RunAsync(db =>
        db.PlanInvoices.Select(invoice => invoice.Id).FirstAsync());

    protected override async Task PrepareAsync()
    {
        using var free = await SignInAsync(SampleData.Free);
        Started = new Uri(await StartAsync(free, "agency")).Segments[^1];
        await Host.Stripe!.PayAsync(Started);
        await Host.Stripe.Deliveries.IdleAsync();
        using var trial = await SignInAsync(SampleData.Trial);
        Checkout = await StartAsync(trial, "pro");
    }

    private static async Task<string> StartAsync(Visitor owner, string plan) =>
        (await owner.SubmitAsync("/account/plans", "/plans/start", ("plan", plan))).Is(303).Location!;
}

/// <summary>The payment after the trial was declined, and the other plan was paid and then canceled.</summary>
public sealed class UnpaidPlanRun : PlansRun
{
    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        var (stripe, subscriptions) = (Host.Stripe!, Host.Stripe!.Subscriptions);
        var unpaid = (string)Assert.Single(subscriptions.All)["id"]!;
        subscriptions.ReplaceCard(unpaid, TestCard.DeclinesLater);
        subscriptions.AdvanceToNext(unpaid);
        await stripe.PayAsync(new Uri(Checkout).Segments[^1]);
        await stripe.Deliveries.IdleAsync();
        subscriptions.Cancel((string)Assert.Single(subscriptions.All, made => (string)made["id"]! != unpaid)["id"]!);
        await stripe.Deliveries.IdleAsync();
    }
}
