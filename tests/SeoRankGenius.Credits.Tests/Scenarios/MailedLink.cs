using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>The link that sets a password or accepts an invitation, as a mail program shows it.</summary>
public static partial class MailedLink
{
    /// <summary>Of an <c>.eml</c> file, whose long lines are quoted-printable.</summary>
    public static string In(string mail) => Link().Match(
        SoftBreak().Replace(mail, "").Replace("=3D", "=", StringComparison.Ordinal)).Value;

    [GeneratedRegex(@"/signin/(password\?\S+|join/[A-Z0-9]{32})")]
    private static partial Regex Link();

    [GeneratedRegex("=\r?\n")]
    private static partial Regex SoftBreak();
}
