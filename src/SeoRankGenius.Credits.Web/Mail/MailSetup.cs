using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>Low balances and automatic top-ups, and the e-mails about them.</summary>
internal static class MailSetup
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<LowBalanceAlerts>().AddSingleton<LowBalanceMails>();
        services.AddSingleton<AutoTopUpMails>();
        services.AddSingleton<MailLinks>().AddSingleton<LowBalanceEmail>().AddSingleton<TopUpEmail>();
        services.AddSingleton<IEmailSender>(provider =>
            provider.GetRequiredService<MailOptions>() is { Folder: not null } settings
                ? new FolderEmailSender(settings)
                : new SmtpEmailSender(provider.GetRequiredService<MailOptions>()));
        services.AddSingleton<LowBalancePass>(
            ).AddHostedService(provider => provider.GetRequiredService<LowBalancePass>());
        services.AddSingleton<AutoTopUpPass>(
            ).AddHostedService(provider => provider.GetRequiredService<AutoTopUpPass>());
    }
}
