using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>
/// A paid invoice that began a period of a plan, and the credits it granted. They follow its money as a purchase's do,
/// and the plan: what a downgrade within the period leaves unearned is taken back.
/// </summary>
public sealed class PlanInvoice : PaidCredits
{
    private PlanInvoice()
    {
    }

    /// <summary>Stripe's <c>in_…</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Stripe's <c>sub_…</c>.</summary>
    public string SubscriptionId { get; private set; } = "";

    /// <summary>The catalog's plan that was paid for.</summary>
    public string Plan { get; private set; } = "";

    /// <summary>The start of the period. UTC.</summary>
    public DateTime StartsAt { get; private set; }

    /// <summary>The end of the period. UTC.</summary>
    public DateTime EndsAt { get; private set; }

    /// <summary>Whole credits that downgrades within the period left unearned.</summary>
    public long Unearned { get; private set; }

    public override Guid PoolId => LicenseId;

    public override string Cause => "invoice:" + Id;

    internal override bool IsCredited => true;

    internal override string Key => Id;

    internal override PaidSource Source => PaidSource.Invoice(Id);

    internal override long OwedAfter(long minor) => Math.Min(Credits, Unearned + base.OwedAfter(minor));

    internal static PlanInvoice Of(Subscription subscription, InvoiceSnapshot snapshot, Plan plan) => new()
    {
        Id = snapshot.Invoice.Id,
        LicenseId = subscription.LicenseId,
        SubscriptionId = subscription.Id,
        Plan = plan.Code,
        Credits = plan.IncludedCredits,
        Currency = snapshot.Invoice.Currency,
        StripePaymentIntentId = snapshot.PaymentIntentId,
        // What the customer's balance paid is money as well.
        PaidMinor = Math.Max(0, snapshot.Invoice.Total),
        StartsAt = snapshot.StartsAt,
        EndsAt = snapshot.EndsAt,
    };

    /// <summary>
    /// Computes <see cref="Unearned"/> from all changes of plan within the period, in the order in which they were
    /// made: a smaller plan earns less for the rest of the period. A larger one than was paid for earns no more,
    /// because the proration of an upgrade grants nothing. False when nothing has changed.
    /// </summary>
    internal bool Recount(IEnumerable<PlanChange> changes)
    {
        var (credits, unearned, left) = (Credits, 0L, changes.OrderBy(change => change.At).ToList());
        while (left.Count > 0)
        {
            // Of several changes at the same second, the one that leaves the plan of that moment is next.
            var (at, now) = (left[0].At, credits);
            var next = left.Find(change => change.At == at && Math.Min(change.FromCredits, Credits) == now) ?? left[0];
            left.Remove(next);
            credits = Math.Min(next.ToCredits, Credits);
            var rest = (EndsAt - (at < StartsAt ? StartsAt : at)).Ticks;
            var change = (long)((Int128)(now - credits) * rest / (EndsAt - StartsAt).Ticks);
            unearned = Math.Clamp(unearned + change, 0, Credits);
        }

        var hasChanged = Unearned != unearned;
        Unearned = unearned;
        return hasChanged;
    }
}

/// <summary>
/// A change of plan within a paid period, as the proration lines of an invoice tell it: money for the rest of the
/// period of one plan was returned, and charged for another.
/// </summary>
public sealed class PlanChange
{
    /// <summary>The proration line that returned money, Stripe's <c>il_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Stripe's <c>sub_…</c>.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>When the plan changed. UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The end of the period. UTC.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>Whole credits a period of the plan before.</summary>
    public required long FromCredits { get; init; }

    /// <summary>Whole credits a period of the plan after; 0 for none.</summary>
    public required long ToCredits { get; init; }
}
