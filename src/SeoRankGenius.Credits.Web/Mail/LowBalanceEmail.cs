namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>The text of the e-mail about a low balance.</summary>
public sealed class LowBalanceEmail(MailLinks links, PriceList catalog)
{
    public NewMail Write(LowBalanceMail mail)
    {
        var tab = links.To($"/account/credits/{mail.Domain}");
        var pack = mail.Pack is not { } fits
            ? ""
            : $"""

            A pack that fits: {Format.Number(fits.Credits)} {Name(fits.Pool)} credits for {Price(fits)}.

            """;
        return new NewMail(
            FormattableString.Invariant($"low-balance.{mail.SiteId:N}.{mail.CrossedAt.Ticks}"),
            mail.Email,
            $"AI credits are running low for {mail.Domain}",
            $"""
            {mail.Domain} has {Format.Number(mail.Total)} AI credits left.
            You wanted to be told below {Format.Number(mail.Threshold)}.
            {pack}
            See the balance and buy credits:
            {tab}

            Change when you are told:
            {tab}/alerts
            """)
        {
            StopSiteId = mail.SiteId,
        };
    }

    private string Price(Pack pack) => Format.Price(pack.PriceMinor, catalog.Currency);

    private static string Name(PoolKind pool) => pool == PoolKind.Shared ? "shared" : "domain";
}
