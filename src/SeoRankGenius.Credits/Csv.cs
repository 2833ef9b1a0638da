namespace SeoRankGenius.Credits;

/// <summary>
/// CSV (RFC 4180). Every text is quoted. A text that a spreadsheet could read as a formula starts with an apostrophe:
/// names, addresses and sentences are user input.
/// </summary>
public static class Csv
{
    // Includes full-width forms, and characters that spreadsheets strip first.
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>The first line. The byte order mark identifies the file as UTF-8 to spreadsheets.</summary>
    public static string Header(params object?[] names) => "\uFEFF" + Line(names);

    /// <summary>A line of numbers, texts and empty cells.</summary>
    public static string Line(params object?[] cells) => string.Join(',', cells.Select(cell => cell switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => Cell(cell?.ToString()),
    })) + "\r\n";

    /// <summary>One cell, with any text.</summary>
    public static string Cell(string? text)
    {
        var trimmed = (text ?? "").TrimStart(' ', '\u00A0', '\0');
        var isFormula = (trimmed.Length > 0 && Formula.Contains(trimmed[0], StringComparison.Ordinal))
            || (text?.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal));
        return "\"" + (isFormula ? "'" : "") + (text ?? "").Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
