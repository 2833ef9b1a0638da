using System.Text;
using System.Text.Json;
using SeoRankGenius.Credits.Privacy;

namespace SeoRankGenius.Credits.Web.Pages.Account.Security;

/// <summary>What is stored about the signed-in owner, as a file: JSON, or one CSV table of all records.</summary>
[Access(Right.Self)]
public sealed class ExportModel(AccountExport export) : PageModel
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task<IActionResult> OnGetAsync(string? format)
    {
        var account = await export.ReadAsync(User.UserId());
        return format == "csv"
            ? File(Encoding.UTF8.GetBytes(ToCsv(account)), "text/csv; charset=utf-8", "account.csv")
            : File(JsonSerializer.SerializeToUtf8Bytes(account, Json), "application/json", "account.json");
    }

    private static string ToCsv(ExportedAccount account) => string.Concat(
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
            .. account.Movements.Select(row => Csv.Line(
                "Movement", Time(row.At), row.Site ?? "Shared", row.Credits, null, row.Kind)),
            .. account.SignIns.Select(row => Csv.Line(
                "Sign-in", Time(row.At), $"{row.Address} {row.Device}", null, null, row.Outcome)),
        ]);

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
