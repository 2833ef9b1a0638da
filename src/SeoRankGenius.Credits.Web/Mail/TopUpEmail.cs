using SeoRankGenius.Credits.Web.Pages.Account.TopUp;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>The text of the e-mail about an automatic top-up that no longer charges.</summary>
public sealed class TopUpEmail(MailLinks links)
{
    public NewMail Write(AutoTopUpMail mail)
    {
        var topUp = mail.TopUp;
        var whose = topUp.Kind switch
        {
            PoolKind.Shared => "your Shared Credits",
            PoolKind.Domain => $"the Domain Credits of {mail.Domain}",
        };
        var tab = links.To($"/account/credits/{mail.Domain}");
        return new NewMail(
            FormattableString.Invariant($"top-up.{topUp.PoolId:N}.{topUp.ProblemAt!.Value.Ticks}"),
            mail.Email,
            topUp.Problem == AutoTopUpProblem.MonthlyLimit
                ? $"The monthly limit for {whose} is reached"
                : $"Automatic top-up of {whose} has stopped",
            $"""
            The automatic top-up of {whose} buys {AutoTopUpSummary.Pack(topUp)}
            whenever they fall below {Format.Number(topUp.Threshold)}.

            {Plain(AutoTopUpSummary.Explain(topUp, topUp.Problem!.Value))}

            {(topUp.Problem == AutoTopUpProblem.MonthlyLimit ? "Change it:" : "Set it up again:")}
            {links.To(AutoTopUpSummary.ResumeLink(mail.Domain, topUp))}

            See all automatic top-ups, or switch them off:
            {tab}/top-up
            """);
    }

    // ASCII text needs no encoding, so every mailbox shows it unchanged.
    private static string Plain(string words) => words.Replace('’', '\'');
}
