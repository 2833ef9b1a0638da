using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Entries;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Web.Formatting;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>One license: pools, chart, entries, sites, purchases, holds.</summary>
public sealed class LicenseModel(
    LicenseQueries licenses,
    EntryQueries entries,
    BalanceHistory history,
    AdjustBalance correcting,
    BackOfficeOptions settings,
    AuditLog audit,
    TimeProvider time) : PageModel
{
    public static readonly IReadOnlyList<(int Days, string Name)> Ranges =
        [(30, "30 days"), (365, "1 year"), (3650, "All")];

    public LicenseDetails License { get; private set; } = null!;

    public EntryFilter Filter { get; private set; } = null!;

    public EntryPage Entries { get; private set; } = null!;

    /// <summary>Null when the license has too many pools to draw together.</summary>
    public BalanceChart? Chart { get; private set; }

    /// <summary>How far back the chart goes, in days.</summary>
    public int Days { get; private set; }

    /// <summary>What the correction did that led here; null without one.</summary>
    public AdjustmentReview? Done { get; private set; }

    public AdjustmentForm Form => AdjustmentForm.New(
        License, ApprovalKind.Adjustment, settings.ApprovalAbove, Filter.PoolId);

    public bool IsFirstPage { get; private set; }

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(
        Guid id, [FromQuery] Asked asked, CancellationToken cancellation)
    {
        if (await licenses.FindAsync(id, cancellation) is not { } license)
            return NotFound();

        License = license;
        Filter = new EntryFilter(license.Pool(asked.Pool)?.Id, asked.Kind, asked.From.Beginning(), asked.To.EndOfDay());
        Days = Ranges.Any(range => range.Days == asked.Days) ? asked.Days : Ranges[0].Days;
        var behind = EntryCursor.Parse(asked.Behind);
        IsFirstPage = behind is null;
        Entries = await entries.ReadAsync(license, Filter, behind, cancellation);
        Chart = await ChartAsync(cancellation);
        Done = asked.Done is { } done ? await correcting.OutcomeAsync(done) : null;
        // Going on through the entries is still the same look at the license.
        if (IsFirstPage)
            await audit.NoteAsync(
                HttpContext.Actor(),
                new AuditEntry(AuditAction.LicenseViewed, $"Looked at {license.Name}.") { LicenseId = id });
        return Page();
    }

    /// <summary>The query of this page with another pool, range or place.</summary>
    public Dictionary<string, string> Query(Guid? pool, int days, EntryCursor? behind = null)
    {
        var query = new Dictionary<string, string?>
        {
            ["pool"] = pool?.ToString(),
            ["kind"] = Filter.Kind?.ToString(),
            ["from"] = Filter.From is { } from ? Format.IsoDate(from) : null,
            ["to"] = Filter.To is { } to ? Format.IsoDate(to.AddDays(-1)) : null,
            ["days"] = days == Ranges[0].Days ? null : days.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["behind"] = behind?.ToString(),
        };
        return query.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
    }

    private async Task<BalanceChart?> ChartAsync(CancellationToken cancellation)
    {
        var pools = License.Pools.Where(pool => Filter.PoolId is null || pool.Id == Filter.PoolId).ToList();
        if (pools.Count > BalanceHistory.MostPools)
            return null;
        var from = Now.AddDays(-Days) > License.CreatedAt ? Now.AddDays(-Days) : License.CreatedAt;
        return new BalanceChart(await history.ReadAsync(pools, from, cancellation));
    }

    /// <summary>What the address asks for. Days in UTC, both included.</summary>
    public sealed record Asked
    {
        public Guid? Pool { get; init; }

        public TransactionKind? Kind { get; init; }

        public DateOnly? From { get; init; }

        public DateOnly? To { get; init; }

        public int Days { get; init; }

        public string? Behind { get; init; }

        /// <summary>The one-time id of a correction that led here.</summary>
        public Guid? Done { get; init; }
    }
}
