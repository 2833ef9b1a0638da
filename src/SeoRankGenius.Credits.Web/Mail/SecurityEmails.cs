namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>
/// E-mails about an account's sign-in. They are sent after the response, so its time does not reveal whether an account
/// exists. One that fails is logged.
/// </summary>
public sealed class SecurityEmails(
    IEmailSender sender, MailOptions options, MailLinks links, TimeProvider time, ILogger<SecurityEmails> log)
{
    /// <summary>The latest e-mail; completes when it was handed over or has failed.</summary>
    public Task Latest { get; private set; } = Task.CompletedTask;

    /// <summary>Whether e-mails are sent.</summary>
    public bool IsOn => options.IsOn;

    /// <summary>An invitation to the back office.</summary>
    /// <param name="user">The new admin.</param>
    /// <param name="link">Sets the first password; null for an account that has one.</param>
    public void SendInvitation(User user, string? link) => Send(
        user.Email!,
        "You are an admin now",
        link is null
            ? $"""
              You have access to the back office. Sign in with your password:
              {links.To(AdminArea.Home)}
              """
            : $"""
              You have access to the back office.

              Set your password, once, within one day:
              {link}
              """);

    /// <summary>A link that sets a new password.</summary>
    public void SendPasswordLink(User user, string link) => Send(
        user.Email!,
        "Set a new password",
        $"""
        Somebody asked to set a new password for this address.

        Set a new password, once, within 30 minutes:
        {link}

        If it was not you, do nothing: your password stays as it is.
        """);

    /// <summary>A change of the password or the second factor.</summary>
    /// <param name="email">The account's address.</param>
    /// <param name="what">What changed: <c>Your password was changed</c>.</param>
    public void SendChange(string email, string what) => Send(
        email,
        what,
        $"""
        {what} on {Format.Time(time.GetUtcNow().UtcDateTime, time)} UTC.

        If it was not you, set a new password at once. It ends all sessions:
        {links.To("/signin/forgot")}
        """);

    private void Send(string to, string subject, string body)
    {
        if (options.IsOn)
            Latest = Task.Run(() => SendAsync(
                new Email($"security.{Guid.NewGuid():N}", to, subject, body + "\n", StopUrl: null)));
    }

    private async Task SendAsync(Email email)
    {
        try
        {
            await sender.SendAsync(email, CancellationToken.None);
        }
        catch (DependencyUnavailable failure)
        {
            log.LogError(failure, "An e-mail about an account's sign-in was not sent");
        }
    }
}
