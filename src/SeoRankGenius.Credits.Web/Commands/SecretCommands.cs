using Microsoft.AspNetCore.DataProtection.KeyManagement;
using static SeoRankGenius.Credits.Web.Commands.CommandRunner;

namespace SeoRankGenius.Credits.Web.Commands;

/// <summary>Commands about keys and mail.</summary>
internal static class SecretCommands
{
    // The framework's own lifetime of a key.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>Running instances use the new key within a day, or after a restart.</summary>
    public static int RotateKeys(IServiceProvider services, bool endSessions)
    {
        var keys = services.GetRequiredService<IKeyManager>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (endSessions)
            keys.RevokeAllKeys(now, "keys rotate --end-sessions");
        var key = keys.CreateNewKey(now, now + Lifetime);
        return Say($"Key {key.KeyId} protects new cookies. Restart every instance to use it at once.");
    }

    public static async Task<int> TestMailAsync(
        IServiceProvider services, string address, CancellationToken cancellation)
    {
        if (!services.GetRequiredService<MailOptions>().IsOn)
            return Say("E-mails are off. Set Email:Host, or Email:Folder for development.", exit: 1);
        await services.GetRequiredService<IEmailSender>().SendAsync(
            new Email(
                $"test-{Guid.NewGuid():N}", address, "Test e-mail of SEO Rank Genius Credits",
                "This e-mail was sent by the command mail test.\r\n", StopUrl: null),
            cancellation);
        return Say($"The mail server accepted an e-mail to {address}.");
    }
}
