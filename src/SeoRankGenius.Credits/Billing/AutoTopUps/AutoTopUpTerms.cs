namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>What an owner agrees to: which pack is bought, when, and at most how much of it a month.</summary>
public sealed record AutoTopUpTerms
{
    /// <summary>The largest threshold. Whole credits.</summary>
    public const long MostCredits = 1_000_000;

    /// <summary>The largest monthly limit. Whole minor units.</summary>
    public const long MostMinor = 10_000_00;

    /// <summary>The catalog's pack.</summary>
    public required string Pack { get; init; }

    /// <summary>Whole credits of the pack, as it was agreed to.</summary>
    public required long Credits { get; init; }

    /// <summary>The agreed list price in whole minor units.</summary>
    public required long PriceMinor { get; init; }

    /// <summary>Three small letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Whole credits; the pack is bought below it.</summary>
    public required long Threshold { get; init; }

    /// <summary>The limit of automatic charges in a calendar month, UTC, in whole minor units.</summary>
    public required long MonthlyLimitMinor { get; init; }

    /// <summary>
    /// The terms for a pack. Refuses, each by its field (<see cref="RefusalCode.InvalidRequest"/>): a pack that is not
    /// sold for this pool; a threshold that is not from 1 up to the pack's credits, so that one pack always lifts the
    /// balance over it; a limit below one pack or above <see cref="MostMinor"/>.
    /// </summary>
    public static AutoTopUpTerms Of(
        PriceList catalog, PoolKind pool, string? packCode, long? threshold, long? monthlyLimitMinor)
    {
        var faults = new Dictionary<string, string[]>();
        var pack = catalog.PacksOf(pool).FirstOrDefault(known => known.Code == packCode);
        if (pack is null)
            faults["pack"] = ["Choose a pack."];
        var most = Math.Min(pack?.Credits ?? MostCredits, MostCredits);
        if (threshold is not (>= 1) || threshold > most)
            faults["threshold"] =
            [
                FormattableString.Invariant($"Enter a threshold from 1 to {most:N0} credits, the size of the pack."),
            ];
        var least = pack?.PriceMinor ?? 1;
        if (monthlyLimitMinor is null || monthlyLimitMinor < least || monthlyLimitMinor > MostMinor)
            faults["limit"] =
            [
                $"Enter a monthly limit from {new Money(least, catalog.Currency).ToPrice()} to "
                + $"{new Money(MostMinor, catalog.Currency).ToPrice()}.",
            ];
        if (faults.Count > 0)
            throw new Refusal(RefusalCode.InvalidRequest, "Fix the highlighted fields.").With("errors", faults);

        return new AutoTopUpTerms
        {
            Pack = pack!.Code,
            Credits = pack.Credits,
            PriceMinor = pack.PriceMinor,
            Currency = catalog.Currency,
            Threshold = threshold!.Value,
            MonthlyLimitMinor = monthlyLimitMinor!.Value,
        };
    }

    /// <summary>Does the catalog still sell what was agreed to?</summary>
    internal bool IsSold(PriceList catalog, PoolKind pool) =>
        Currency == catalog.Currency && catalog.PacksOf(pool).Any(pack =>
            pack.Code == Pack && pack.Credits == Credits && pack.PriceMinor == PriceMinor);

    /// <summary>The words that the owner agrees to.</summary>
    public string Words(PoolKind pool, string domain)
    {
        var (whose, kind) = pool switch
        {
            PoolKind.Shared => ("the Shared Credits of my license", "shared"),
            PoolKind.Domain => ($"the Domain Credits of {domain}", "domain"),
        };
        return FormattableString.Invariant(
                $"I agree that SEO Rank Genius charges my saved card without asking me again: whenever {whose} ")
            + FormattableString.Invariant($"fall below {Threshold:N0}, it buys {Credits:N0} {kind} credits for ")
            + $"{new Money(PriceMinor, Currency).ToPrice()}; together such charges are at most "
            + $"{new Money(MonthlyLimitMinor, Currency).ToPrice()} in a calendar month (UTC). I can switch this off "
            + "at any time on the page Auto top-up; nothing is charged from that moment on.";
    }
}
