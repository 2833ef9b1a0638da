using System.Text.Json;
using SeoRankGenius.Credits.Privacy;

namespace SeoRankGenius.Credits.Web.Pages.Account.Security;

/// <summary>
/// What is stored about the signed-in user, as a file: JSON, or one CSV table of all records. Written while it is read;
/// five at once, then one in 30 seconds and longer (429).
/// </summary>
[Access(Right.Self)]
public sealed class ExportModel(AccountExport export, SignInGuard guard) : PageModel
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken cancellation)
    {
        if (!await guard.MayExportAsync(HttpContext, User.UserId()))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        var account = await export.ReadAsync(User.UserId());
        var isCsv = format == "csv";
        Response.ContentType = isCsv ? "text/csv; charset=utf-8" : "application/json";
        Response.Headers.ContentDisposition = $"attachment; filename=account.{(isCsv ? "csv" : "json")}";
        if (isCsv)
            await foreach (var line in ToCsvAsync(account).WithCancellation(cancellation))
                await Response.WriteAsync(line, cancellation);
        else
            await JsonSerializer.SerializeAsync(Response.Body, account, Json, cancellation);
        return new EmptyResult();
    }

    private static async IAsyncEnumerable<string> ToCsvAsync(ExportedAccount account)
    {
        yield return string.Concat(
        [
            Csv.Header("Record", "At (UTC)", "Name", "Credits", "Amount", "Status"),
            Csv.Line("Account", null, account.Email, null, null, null),
            .. account.Licenses.Select(row => Csv.Line(
                "License", Time(row.CreatedAt), $"{row.Plan} {string.Join(' ', row.Sites)}", null, null, row.Status)),
            .. account.Memberships.Select(row => Csv.Line(
                "Membership", Time(row.InvitedAt), row.LicenseId.ToString(), null, null, row.Role)),
            .. account.Purchases.Select(row => Csv.Line(
                "Purchase", Time(row.CreatedAt), row.Pack, row.Credits, new Money(row.PriceMinor, row.Currency),
                row.Status)),
            .. account.Others.Select(ToCsv),
            .. account.SignIns.Select(row => Csv.Line(
                "Sign-in", Time(row.At), $"{row.Address} {row.Device}", null, null, row.Outcome)),
        ]);
        await foreach (var row in account.Movements)
            yield return Csv.Line("Movement", Time(row.At), row.Site ?? "Shared", row.Credits, null, row.Kind);
        await foreach (var row in account.Audit)
            yield return ToCsv(row);
    }

    private static string ToCsv(ExportedRecord row) =>
        Csv.Line(row.Kind, Time(row.At), row.Id, null, null, row.Details);

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
