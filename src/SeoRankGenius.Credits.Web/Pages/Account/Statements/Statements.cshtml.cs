namespace SeoRankGenius.Credits.Web.Pages.Account.Statements;

/// <summary>
/// A site's use in a month, to print or export for an agency's client, with the agency's name and price. Both are in
/// the address only. Reads only.
/// </summary>
[Access(Right.Read)]
public sealed class StatementsModel(
    StatementQueries statements, OwnerSites sites, PriceList catalog, TimeProvider time) : PageModel
{
    private const int LongestName = 100;

    // A credit for more than this is a mistake.
    private const decimal HighestPrice = 1_000;

    /// <summary>The address's query.</summary>
    public Fields Input { get; private set; } = new();

    public IReadOnlyList<string> Domains { get; private set; } = [];

    /// <summary>Null for an owner without a site.</summary>
    public SiteStatement? Statement { get; private set; }

    /// <summary>In major units per credit; null for none.</summary>
    public decimal? Price { get; private set; }

    public string Currency => catalog.Currency;

    public async Task<IActionResult> OnGetAsync(Fields fields, CancellationToken cancellation) =>
        await FindAsync(fields, cancellation) ? Page() : NotFound();

    /// <summary>The statement as CSV.</summary>
    public async Task<IActionResult> OnGetCsvAsync(Fields fields, CancellationToken cancellation)
    {
        if (!await FindAsync(fields, cancellation) || Statement is null)
            return NotFound();
        var lines = Statement.Features.Select(use => Csv.Line(
            Name(use.Feature), use.Actions, use.Shared, use.Domain, use.Total, Amount(use.Total)));
        var text = Csv.Header("Feature", "Actions", "Shared Credits", "Domain Credits", "Credits", "Amount")
            + string.Concat(lines)
            + Csv.Line(
                "Total", Statement.Features.Sum(use => use.Actions), Statement.Features.Sum(use => use.Shared),
                Statement.Features.Sum(use => use.Domain), Statement.Total, Amount(Statement.Total));
        var name = string.Create(CultureInfo.InvariantCulture, $"{Statement.Domain}-{Statement.Month:yyyy-MM}.csv");
        return File(System.Text.Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", name);
    }

    /// <summary>The name of a feature; its code when the catalog no longer has it.</summary>
    public string Name(string code) => catalog.Features.FirstOrDefault(known => known.Code == code)?.Name ?? code;

    /// <summary>What so many credits cost the client; null without a price. Rounded to whole minor units.</summary>
    public string? Amount(long credits) => Price is { } price
        ? $"{Money.Rounded(credits * price, Currency)}"
        : null;

    private async Task<bool> FindAsync(Fields fields, CancellationToken cancellation)
    {
        Domains = await sites.DomainsAsync(HttpContext.Viewer(), cancellation);
        var domain = fields.Site ?? (Domains.Count > 0 ? Domains[0] : null);
        if (fields.Site is not null && !Domains.Contains(fields.Site))
            return false;
        var month = DateOnly.TryParseExact(fields.Month, "yyyy-MM", CultureInfo.InvariantCulture, 0, out var asked)
            ? asked
            : DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        Input = fields with
        {
            Site = domain,
            Month = month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Name = fields.Name is { Length: > LongestName } name ? name[..LongestName] : fields.Name,
        };
        ReadPrice(fields.Price);
        if (domain is not null)
            Statement = await statements.ReadAsync(HttpContext.Viewer(), domain, month, cancellation);
        return true;
    }

    private void ReadPrice(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            && price is >= 0 and <= HighestPrice)
            Price = price;
        else
            ModelState.AddModelError("price", "Enter a price per credit from 0 to 1,000, such as 0.02.");
    }

    /// <summary>As typed.</summary>
    public sealed record Fields
    {
        public string? Site { get; init; }

        /// <summary><c>2026-11</c></summary>
        public string? Month { get; init; }

        /// <summary>The agency's name.</summary>
        public string? Name { get; init; }

        /// <summary>In major units per credit.</summary>
        public string? Price { get; init; }
    }
}
