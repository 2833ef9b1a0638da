using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Web.Formatting;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>Everything that admins did, the newest first; as a page, or as a file for a spreadsheet.</summary>
public sealed class AuditModel(AuditQueries trail, AuditLog audit, TimeProvider time) : PageModel
{
    // So much is gathered before it is sent on.
    private const int LinesAtOnce = 200;

    [FromQuery]
    public Fields Asked { get; set; } = new();

    public AuditPage Shown { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Admins { get; private set; } = new Dictionary<Guid, string>();

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    /// <summary>The filter as a query, for the links.</summary>
    public Dictionary<string, string> Query => new Dictionary<string, string?>
    {
        ["action"] = Asked.Action?.ToString(),
        ["who"] = Asked.Who?.ToString(),
        ["license"] = Asked.License?.ToString(),
        ["purchase"] = Asked.Purchase?.ToString(),
        ["from"] = Asked.From.Beginning() is { } from ? Format.IsoDate(from) : null,
        ["to"] = Asked.To.Beginning() is { } to ? Format.IsoDate(to) : null,
    }.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);

    public async Task OnGetAsync(long? before, CancellationToken cancellation)
    {
        Admins = await trail.AdminsAsync(cancellation);
        Shown = await trail.ReadAsync(Asked.Filter, before, cancellation);
    }

    /// <summary>Sent as it is read, so its length does not matter. That it was taken is written down first.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        await audit.RecordAsync(
            HttpContext.Actor(),
            new AuditEntry(AuditAction.AuditExported, "Exported the audit.")
            {
                LicenseId = Asked.License,
                PurchaseId = Asked.Purchase,
                After = Query.Count > 0 ? Query : null,
            },
            cancellation);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=audit-{Format.IsoDate(Now)}.csv";
        await Response.WriteAsync(AuditCsv.Header, cancellation);
        await foreach (var lines in trail.StreamAsync(Asked.Filter, cancellation).Select(AuditCsv.Line)
            .Chunk(LinesAtOnce).WithCancellation(cancellation))
            await Response.WriteAsync(string.Concat(lines), cancellation);
        return new EmptyResult();
    }

    /// <summary>What the address asks for. Days in UTC, both included.</summary>
    public sealed record Fields
    {
        public AuditAction? Action { get; init; }

        public Guid? Who { get; init; }

        public Guid? License { get; init; }

        public Guid? Purchase { get; init; }

        public DateOnly? From { get; init; }

        public DateOnly? To { get; init; }

        public AuditFilter Filter => new(Action, Who, License, Purchase, From.Beginning(), To.EndOfDay());
    }
}
