using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Usage.Transactions;

/// <summary>The note of a spend or a hold in the ledger: what the credits were used for.</summary>
/// <param name="Feature">The code of a feature, without spaces.</param>
/// <param name="Actions">Number of actions; null for a hold.</param>
/// <param name="Reference">The caller's free text.</param>
public sealed partial record UsageNote(string Feature, long? Actions, string? Reference)
{
    /// <summary>Reads the note of a use as <see cref="ToString"/> writes it.</summary>
    public static UsageNote Parse(TransactionKind kind, string? note)
    {
        var parts = Parts().Match(note ?? "").Groups;
        return new(
            parts["feature"].Value,
            parts["actions"].Success ? long.Parse(parts["actions"].Value, CultureInfo.InvariantCulture) : null,
            // The note of a returned hold says how much of it was used.
            parts["reference"].Success && kind != TransactionKind.HoldReturned ? parts["reference"].Value : null);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Feature}{(Actions is { } actions ? $" ×{actions}" : "")}{(Reference is { } own ? $" · {own}" : "")}");

    [GeneratedRegex(@"^(?<feature>[^ ]+)( ×(?<actions>[0-9]+))?( · (?<reference>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Parts();
}
