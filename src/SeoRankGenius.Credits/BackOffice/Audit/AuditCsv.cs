namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>Audit records as CSV.</summary>
public static class AuditCsv
{
    public static readonly string Header = Csv.Header(
        "Number", "At (UTC)", "Action", "Who", "Role", "From", "License", "Site", "Purchase", "Before", "After",
        "Sentence");

    public static string Line(AuditRecord record) => Csv.Line(
        record.Number.ToString(CultureInfo.InvariantCulture),
        record.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        record.Action.ToString(),
        record.ActorName,
        record.Role,
        record.IpAddress,
        record.LicenseId?.ToString(),
        record.SiteId?.ToString(),
        record.PurchaseId?.ToString(),
        record.Before,
        record.After,
        record.Sentence);
}
