using System.Globalization;
using Microsoft.Extensions.Configuration;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Catalog;

/// <summary>Reads <c>Catalog:…</c> from the configuration.</summary>
public static class CatalogReader
{
    // What can't be read becomes this, so that one start lists every fault.
    private const long Unreadable = long.MinValue;

    /// <summary>
    /// The catalog as configured; a list that is left out is the guide's. Throws <see cref="BadConfiguration"/> with
    /// every fault, each naming its key.
    /// </summary>
    public static PriceList Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Catalog");
        var faults = new List<string>();
        var catalog = new PriceList(
            section["Currency"] ?? PriceList.Default.Currency,
            List(section, "Packs", PriceList.Default.Packs, item => new Pack(
                item["Code"] ?? "", Pool(item, faults), Number(item, "Credits", faults),
                Number(item, "PriceCents", faults))),
            List(section, "Features", PriceList.Default.Features, item => new Feature(
                item["Code"] ?? "", item["Name"] ?? "", (int)Number(item, "MinCredits", faults),
                (int)Number(item, "MaxCredits", faults))),
            List(section, "Plans", PriceList.Default.Plans, item => new Plan(
                item["Code"] ?? "", item["Name"] ?? "", Number(item, "PriceCents", faults),
                Number(item, "IncludedCredits", faults), (int)Number(item, "SiteLimit", faults))
            {
                StripePrice = item["StripePrice"] ?? "seorankgenius-" + item["Code"],
                TrialDays = (int)NumberOrNone(item, "TrialDays", faults),
                TrialCredits = NumberOrNone(item, "TrialCredits", faults),
            }));

        // A number that can't be read breaks a rule as well; its own fault says it better.
        var keys = faults.Select(fault => fault[..fault.IndexOf(' ', StringComparison.Ordinal)]).ToHashSet();
        faults.AddRange(new CatalogRules().Validate(catalog).Errors
            .Select(error => (Key: "Catalog:" + Key(error.PropertyName), error.ErrorMessage))
            .Where(error => !keys.Contains(error.Key))
            .Select(error => $"{error.Key} {error.ErrorMessage}"));
        return faults.Count == 0 ? catalog : throw new BadConfiguration(faults);
    }

    private static IReadOnlyList<T> List<T>(
        IConfigurationSection catalog, string name, IReadOnlyList<T> standard, Func<IConfigurationSection, T> read)
    {
        var items = catalog.GetSection(name).GetChildren().ToList();
        return items.Count == 0 ? standard : items.ConvertAll(item => read(item));
    }

    private static long NumberOrNone(IConfigurationSection item, string name, List<string> faults) =>
        item[name] is null ? 0 : Number(item, name, faults);

    private static long Number(IConfigurationSection item, string name, List<string> faults)
    {
        // int.MaxValue: more credits or cents than anyone sells at once, and safe to add up.
        if (long.TryParse(item[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= int.MaxValue)
            return number;
        faults.Add($"{item.Path}:{name} must be a whole number; it is \"{item[name]}\".");
        return Unreadable;
    }

    private static PoolKind Pool(IConfigurationSection item, List<string> faults)
    {
        if (Enum.TryParse<PoolKind>(item["Pool"], ignoreCase: true, out var pool) && Enum.IsDefined(pool))
            return pool;
        faults.Add($"{item.Path}:Pool must be Shared or Domain; it is \"{item["Pool"]}\".");
        return default;
    }

    // FluentValidation writes Packs[0].Code, the configuration Packs:0:Code.
    private static string Key(string property) =>
        property.Replace("[", ":", StringComparison.Ordinal).Replace("].", ":", StringComparison.Ordinal);
}
