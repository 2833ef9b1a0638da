namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>The actions of all admins, newest first; as a page or a CSV file.</summary>
public sealed class AuditModel(AuditQueries records, AuditLog audit, TimeProvider time) : PageModel
{
    // Lines sent per write.
    private const int LinesAtOnce = 200;

    [FromQuery]
    public Fields Filter { get; set; } = new();

    public AuditPage Results { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Admins { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The filter as a query, for the links.</summary>
    public Dictionary<string, string> Query => new Dictionary<string, string?>
    {
        ["views"] = Filter.Views ? "true" : null,
        ["action"] = Filter.Action?.ToString(),
        ["who"] = Filter.Who?.ToString(),
        ["license"] = Filter.License?.ToString(),
        ["purchase"] = Filter.Purchase?.ToString(),
        ["from"] = Filter.From.StartOfDay() is { } from ? Format.IsoDate(from) : null,
        ["to"] = Filter.To.StartOfDay() is { } to ? Format.IsoDate(to) : null,
    }.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);

    public async Task OnGetAsync(long? before, CancellationToken cancellation)
    {
        Admins = await records.AdminsAsync(cancellation);
        Results = await records.ReadAsync(Filter.ToFilter(), before, cancellation);
    }

    /// <summary>Streamed, so its length does not matter. The export is recorded first.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        await audit.RecordAsync(
            HttpContext.Actor(),
            new AuditEntry(AuditAction.AuditExported, "Exported the audit.")
            {
                LicenseId = Filter.License,
                PurchaseId = Filter.Purchase,
                After = Query.Count > 0 ? Query : null,
            },
            cancellation);
        Response.ContentType = "text/csv; charset=utf-8";
        var today = Format.IsoDate(time.GetUtcNow().UtcDateTime);
        Response.Headers.ContentDisposition = $"attachment; filename=audit-{today}.csv";
        await Response.WriteAsync(AuditCsv.Header, cancellation);
        await foreach (var lines in records.StreamAsync(Filter.ToFilter(), cancellation).Select(AuditCsv.Line)
            .Chunk(LinesAtOnce).WithCancellation(cancellation))
            await Response.WriteAsync(string.Concat(lines), cancellation);
        return new EmptyResult();
    }

    /// <summary>The address's query. Days in UTC, both included.</summary>
    public sealed record Fields
    {
        public AuditAction? Action { get; init; }

        public Guid? Who { get; init; }

        /// <summary>Pages that were opened and forms that were sent, too.</summary>
        public bool Views { get; init; }

        public Guid? License { get; init; }

        public Guid? Purchase { get; init; }

        public DateOnly? From { get; init; }

        public DateOnly? To { get; init; }

        public AuditFilter ToFilter() => new(Action, Who, License, Purchase, From.StartOfDay(), To.EndOfDay())
        {
            Views = Views,
        };
    }
}
