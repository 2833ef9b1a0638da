namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>A day on which Stripe's paid sessions, our purchases and the ledger were held against each other.</summary>
public sealed class ReconciliationReport
{
    private ReconciliationReport()
    {
    }

    /// <summary>The day, 0:00 UTC.</summary>
    public DateTime Day { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ProvedAt { get; private set; }

    /// <summary>Paid sessions of ours that Stripe has of this day, and paid charges of saved cards.</summary>
    public int Sessions { get; private set; }

    /// <summary>Whole cents that they were paid.</summary>
    public long PaidCents { get; private set; }

    /// <summary>What does not agree, a sentence a line; empty when all agrees.</summary>
    public string Differences { get; private set; } = "";

    public bool Agrees => Differences.Length == 0;

    internal static ReconciliationReport Of(DateTime day, DateTime now, ReconciliationResult counted) => new()
    {
        Day = day,
        ProvedAt = now,
        Sessions = counted.Sessions,
        PaidCents = counted.PaidCents,
        Differences = string.Join('\n', counted.Differences),
    };
}

/// <summary>What a proof found.</summary>
internal sealed record ReconciliationResult(int Sessions, long PaidCents, IReadOnlyList<string> Differences);
