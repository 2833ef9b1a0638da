namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>The text of the e-mail about a low balance.</summary>
public sealed class LowBalanceEmail(MailLinks links, PriceList catalog)
{
    public NewMail Write(LowBalanceMail mail)
    {
        var tab = links.To($"/account/credits/{mail.Domain}");
        var pack = mail.Pack is not { } fits ? "" : $"""

            A pack that fits: {Format.Pack(fits, catalog.Currency)}.

            """;
        return new NewMail(
            FormattableString.Invariant($"low-balance.{mail.SiteId:N}.{mail.CrossedAt.Ticks}"),
            mail.Email,
            $"AI credits are running low for {mail.Domain}",
            $"""
            {mail.Domain} has {Format.Number(mail.Total)} AI credits left.
            Your alert is set to {Format.Number(mail.Threshold)}.
            {pack}
            See the balance and buy credits:
            {tab}

            Alert settings:
            {tab}/alerts
            """)
        {
            StopSiteId = mail.SiteId,
        };
    }
}
