namespace SeoRankGenius.Credits.Web.Pages.Account.Activity;

/// <summary>Movements of credits as CSV. Whole credits: positive into a pool, negative out of it.</summary>
public static class ActivityCsv
{
    public static readonly string Header = Csv.Header(
        "Time (UTC)", "Site", "What", "Feature", "Actions", "Reference", "Domain Credits", "Domain balance after",
        "Shared Credits", "Shared balance after", "Note", "Transaction");

    public static string Line(ActivityLine line) => Csv.Line(
        Format.IsoTime(line.Row.At),
        line.Domain,
        ActivitySummary.Label(line.Row.Kind),
        line.Feature,
        line.Actions,
        line.Reference,
        line.OwnPool?.Credits,
        line.OwnPool?.After,
        line.SharedPool?.Credits,
        line.SharedPool?.After,
        ActivitySummary.Reason(line),
        line.Row.TransactionId);
}
