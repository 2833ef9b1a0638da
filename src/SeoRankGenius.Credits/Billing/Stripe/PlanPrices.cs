using Stripe;
using Plan = SeoRankGenius.Credits.Catalog.Plan;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Finds Stripe's price of a plan: they share a lookup key.</summary>
public sealed class PlanPrices(StripeGateway stripe, PriceList catalog, Reader reader, ILogger<PlanPrices> log)
{
    /// <summary>
    /// The id of a plan's price, verified against the catalog: amount, currency, monthly. Refuses with
    /// <see cref="RefusalCode.PlanUnavailable"/> where Stripe has no such price or a different one; throws
    /// <see cref="DependencyUnavailable"/> when Stripe cannot be asked.
    /// </summary>
    internal async Task<string> FindAsync(Plan plan, CancellationToken cancellation)
    {
        var options = new PriceListOptions { Active = true, LookupKeys = [plan.StripePrice], Limit = 1 };
        var found = await stripe.AskAsync(
            client => new PriceService(client).ListAsync(options, cancellationToken: cancellation),
            "Stripe did not return the price of this plan.");
        var price = found.Data.FirstOrDefault();
        if (Mismatch(plan, price) is not { } reason)
            return price!.Id;

        log.LogError("Plan {Plan} is not for sale: {Reason}", plan.Code, reason);
        throw new Refusal(
            RefusalCode.PlanUnavailable, $"The plan {plan.Name} cannot be started right now.");
    }

    /// <summary>The plan that a price was seen with; null for one that was not seen, or of a plan no longer sold.
    /// </summary>
    internal async Task<Plan?> KnownPlanAsync(string priceId, CancellationToken cancellation) =>
        catalog.PaidPlan(await reader.RunAsync(db => db.PlanPrices.Where(price => price.Id == priceId)
            .Select(price => price.Plan).SingleOrDefaultAsync(cancellation)));

    /// <summary>The plan of a price, read from Stripe; null where the catalog has no such plan.</summary>
    internal async Task<Plan?> PlanAsync(string priceId, CancellationToken cancellation)
    {
        var price = await stripe.FindAsync(client =>
            new PriceService(client).GetAsync(priceId, cancellationToken: cancellation));
        return catalog.PlanOfPrice(price?.LookupKey);
    }

    private string? Mismatch(Plan plan, Price? price)
    {
        if (price is null)
            return $"Stripe has no active price with the lookup key {plan.StripePrice}.";
        if (price.UnitAmount != plan.PriceMinor || price.Currency != catalog.Currency)
            return $"{price.Id} costs {new Money(price.UnitAmount ?? 0, price.Currency)}, "
                + $"the catalog says {new Money(plan.PriceMinor, catalog.Currency)}.";
        return price.Recurring is { Interval: "month", IntervalCount: 1, UsageType: "licensed" }
            ? null
            : $"{price.Id} is not a monthly price.";
    }
}
