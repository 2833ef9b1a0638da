namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>The comparison of Stripe's payments, our purchases and the ledger for one day.</summary>
public sealed class ReconciliationReport
{
    private ReconciliationReport()
    {
    }

    /// <summary>The day, 0:00 UTC.</summary>
    public DateTime Day { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Paid sessions and paid charges of saved cards that Stripe has for this day.</summary>
    public int Payments { get; private set; }

    /// <summary>The sums that were paid, one per currency: <c>$20.00 and EUR 5.00</c>; empty for none.</summary>
    public string Paid { get; private set; } = "";

    /// <summary>One sentence a line; empty when everything agrees.</summary>
    public string Differences { get; private set; } = "";

    /// <summary>Identifies the report where an id is needed; the day.</summary>
    public Guid SubjectId => new(DateOnly.FromDateTime(Day).DayNumber, 0, 0, new byte[8]);

    public bool Agrees => Differences.Length == 0;

    internal static ReconciliationReport Of(
        DateTime day, DateTime now, IReadOnlyList<Money> paid, IEnumerable<string> differences) => new()
    {
        Day = day,
        CreatedAt = now,
        Payments = paid.Count,
        Paid = string.Join(" and ", Money.Sums(paid)),
        Differences = string.Join('\n', differences),
    };
}
