namespace SeoRankGenius.Credits.Ledger;

public enum TransactionKind
{
    Grant,
    Purchase,
    Spend,
    HoldPlaced,
    HoldReturned,

    /// <summary>Part or all of a spend, given back by its site.</summary>
    SpendReturned,

    Adjustment,
    Refund,
    Dispute,
    Reinstatement,

    /// <summary>Shared Credits that the owner gave to a site.</summary>
    Transfer,
}

/// <summary>One movement of credits and its cause. Append-only: triggers reject updates and deletes.</summary>
public sealed class LedgerTransaction
{
    private LedgerTransaction() { }

    public Guid Id { get; private set; }
    public TransactionKind Kind { get; private set; }

    /// <summary>The cause of the movement, such as <c>purchase:ID</c>. Unique: a cause moves credits once.</summary>
    public string Cause { get; private set; } = "";

    /// <summary>
    /// The actor: <c>owner:ID</c>, <c>member:ID</c>, <c>admin:ID</c>, <c>site:ID</c>, <c>stripe</c> or <c>system</c>.
    /// </summary>
    public string Actor { get; private set; } = "";

    /// <summary>A sentence or a reference for people; null if the cause is sufficient.</summary>
    public string? Note { get; private set; }

    /// <summary>The earlier transaction that this one corrects or undoes.</summary>
    public Guid? ReversesId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }
}

/// <summary>One pool's entry in a transaction. Append-only. Its key is the pool and the pool's sequence.</summary>
public sealed class LedgerEntry
{
    private LedgerEntry() { }

    public Guid PoolId { get; private set; }

    /// <summary>1, 2, 3 … within the pool, without gaps.</summary>
    public long Sequence { get; private set; }

    public Guid TransactionId { get; private set; }

    /// <summary>Whole credits: positive into the pool, negative out of it, never zero.</summary>
    public long Credits { get; private set; }

    /// <summary>Whole credits in the pool after this entry.</summary>
    public long BalanceAfter { get; private set; }
}
