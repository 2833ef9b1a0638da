namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>
/// Audit records as CSV (RFC 4180). Every cell is quoted. A cell that a spreadsheet could read as a formula starts with
/// an apostrophe: names, addresses and sentences are user input.
/// </summary>
public static class AuditCsv
{
    // Includes full-width forms, and characters that spreadsheets strip first.
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>The byte order mark identifies the file as UTF-8 to spreadsheets.</summary>
    public const string Header =
        "\uFEFF\"Number\",\"At (UTC)\",\"Action\",\"Who\",\"Role\",\"From\",\"License\",\"Site\",\"Purchase\","
        + "\"Before\",\"After\",\"Sentence\"\r\n";

    public static string Line(AuditRecord record) => string.Join(',', new[]
    {
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
        record.Sentence,
    }.Select(Cell)) + "\r\n";

    /// <summary>One cell, with any content.</summary>
    public static string Cell(string? text)
    {
        var trimmed = (text ?? "").TrimStart(' ', '\u00A0', '\0');
        var isFormula = (trimmed.Length > 0 && Formula.Contains(trimmed[0], StringComparison.Ordinal))
            || (text?.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal));
        return "\"" + (isFormula ? "'" : "") + (text ?? "").Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
