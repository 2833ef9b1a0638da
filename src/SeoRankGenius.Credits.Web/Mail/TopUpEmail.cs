using SeoRankGenius.Credits.Alerts;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Web.Pages.Account;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>The words of the e-mail about an automatic top-up that does not charge any more.</summary>
public sealed class TopUpEmail(MailLinks links)
{
    public Email Write(TopUpMail mail)
    {
        var topUp = mail.TopUp;
        var whose = topUp.Kind == PoolKind.Shared ? "your Shared Credits" : $"the Domain Credits of {mail.Domain}";
        var tab = links.To($"/account/credits/{mail.Domain}");
        return new Email(
            FormattableString.Invariant($"top-up.{topUp.PoolId:N}.{topUp.TroubleAt!.Value.Ticks}"),
            mail.Email,
            topUp.Trouble == TopUpTrouble.MonthlyLimit
                ? $"The monthly limit for {whose} is reached"
                : $"Automatic top-up of {whose} has stopped",
            $"""
            The automatic top-up of {whose} buys {TopUpStory.Pack(topUp)}
            whenever they fall below {Show.Number(topUp.Threshold)}.

            {Plain(TopUpStory.Of(topUp, topUp.Trouble!.Value))}

            {(topUp.Trouble == TopUpTrouble.MonthlyLimit ? "Change it:" : "Set it up again:")}
            {links.To(TopUpStory.Again(mail.Domain, topUp))}

            See all automatic top-ups, or switch them off:
            {tab}/top-up

            """,
            StopUrl: null);
    }

    // Plain ASCII is sent as it reads, whatever the mailbox.
    private static string Plain(string words) => words.Replace('’', '\'');
}
