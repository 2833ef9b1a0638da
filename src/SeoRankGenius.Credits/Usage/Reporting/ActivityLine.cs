using SeoRankGenius.Credits.Usage.Transactions;

namespace SeoRankGenius.Credits.Usage.Reporting;

/// <summary>What an owner filters by.</summary>
public enum ActivityKind
{
    /// <summary>Spends, and holds with what they returned.</summary>
    Use,

    /// <summary>Purchases and the credits included in plans.</summary>
    Added,

    /// <summary>Refunds and disputes.</summary>
    Refunded,

    /// <summary>Adjustments and transfers.</summary>
    Adjusted,
}

/// <summary>One movement of credits as the owner sees it. Whole credits, UTC.</summary>
/// <param name="Row">The entry of the site's pool if the movement touches it, else that of the Shared pool.</param>
/// <param name="Domain">The site; null for a movement of the Shared pool alone that no site made.</param>
public sealed record ActivityLine(EntryRow Row, string? Domain)
{
    /// <summary>The entry in the site's pool; null when the movement does not touch it.</summary>
    public (long Credits, long After)? OwnPool { get; init; }

    /// <summary>The entry in the Shared pool; null when the movement does not touch it.</summary>
    public (long Credits, long After)? SharedPool { get; init; }

    /// <summary>The hold that was placed; null for any other movement.</summary>
    public Hold? Hold { get; init; }

    public ActivityKind Kind => ActivityKinds.Of(Row.Kind);

    /// <summary>The code of the feature; null for anything but a use.</summary>
    public string? Feature => Use?.Feature;

    /// <summary>The number of actions of a spend; null for anything else.</summary>
    public long? Actions => Use?.Actions;

    /// <summary>The plugin's own reference; null for none.</summary>
    public string? Reference => Use?.Reference;

    private UsageNote? Use => Row is { Note: { } note } && Kind == ActivityKind.Use
        ? UsageNote.Parse(Row.Kind, note) : null;
}

/// <summary>The kinds of movements, grouped for owners.</summary>
internal static class ActivityKinds
{
    public static ActivityKind Of(TransactionKind kind) => kind switch
    {
        TransactionKind.Spend or TransactionKind.HoldPlaced or TransactionKind.HoldReturned
            or TransactionKind.SpendReturned => ActivityKind.Use,
        TransactionKind.Grant or TransactionKind.Purchase => ActivityKind.Added,
        TransactionKind.Refund or TransactionKind.Dispute or TransactionKind.Reinstatement => ActivityKind.Refunded,
        TransactionKind.Adjustment or TransactionKind.Transfer => ActivityKind.Adjusted,
    };

    public static List<TransactionKind> In(ActivityKind group) =>
        [.. Enum.GetValues<TransactionKind>().Where(kind => Of(kind) == group)];
}
