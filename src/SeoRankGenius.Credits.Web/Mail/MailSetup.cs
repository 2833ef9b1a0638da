
namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>Composes and sends e-mails.</summary>
internal static class MailSetup
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<MailLinks>().AddSingleton<LowBalanceEmail>().AddSingleton<TopUpEmail>();
        services.AddSingleton<SecurityEmails>();
        services.AddSingleton<IEmailSender>(provider =>
            provider.GetRequiredService<MailOptions>() is { Folder: not null } settings
                ? new FolderEmailSender(settings)
                : new SmtpEmailSender(provider.GetRequiredService<MailOptions>()));
    }
}
