namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>
/// A price at Stripe that was seen with its plan. It belongs to the plan also after its lookup key has moved to a newer
/// price.
/// </summary>
public sealed class PlanPrice
{
    private PlanPrice()
    {
    }

    /// <summary>Stripe's <c>price_…</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The catalog's plan.</summary>
    public string Plan { get; private set; } = "";

    /// <summary>Adds a price unless it is known, in the caller's transaction, which the caller saves.</summary>
    internal static async Task RememberAsync(CreditsDb db, string? id, string? plan)
    {
        if (id is not null && plan is not null && await db.PlanPrices.FindAsync(id) is null)
            db.PlanPrices.Add(new PlanPrice { Id = id, Plan = plan });
    }
}
