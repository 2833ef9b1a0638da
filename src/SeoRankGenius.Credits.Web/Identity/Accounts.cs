namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>Finds accounts by e-mail address, creates missing ones, and makes links that set a password.</summary>
public sealed class Accounts(UserManager<User> users, PublicUrl url, TimeProvider time)
{
    /// <summary>How long a link sets a password: of a new account, and of one whose password is forgotten.</summary>
    public static readonly TimeSpan Invited = TimeSpan.FromDays(1), Forgotten = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The account with this address, created if there is none, in this role. Refuses an invalid address with
    /// <see cref="RefusalCode.InvalidRequest"/>. May be repeated.
    /// </summary>
    public async Task<User> EnsureAsync(string email, string role)
    {
        email = email.Trim();
        var user = await users.FindByEmailAsync(email);
        if (user is null)
            (await users.CreateAsync(user = new User { UserName = email, Email = email })).Require();
        if (!await users.IsInRoleAsync(user, role))
            (await users.AddToRoleAsync(user, role)).Require();
        return user;
    }

    /// <summary>A link that sets the account's password once; a new password or second factor invalidates it.</summary>
    /// <param name="user">The account, as it is stored now.</param>
    /// <param name="lasts">How long it works.</param>
    /// <param name="request">Provides the origin where none is configured; null on the command line.</param>
    public async Task<string> PasswordLinkAsync(User user, TimeSpan lasts, HttpRequest? request)
    {
        var until = (time.GetUtcNow() + lasts).ToUnixTimeSeconds();
        var token = await users.GenerateUserTokenAsync(user, Provider, Purpose(until));
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"/signin/password?user={user.Id:D}&until={until}&token={Uri.EscapeDataString(token)}");
        return request is null ? (url.Origin ?? "http://localhost:5080") + address : url.To(request, address);
    }

    /// <summary>The account of a link; null when the link was used, has expired, or is incomplete.</summary>
    public async Task<User?> FindByLinkAsync(Guid? userId, long until, string? token) =>
        token is { Length: > 0 } && until > time.GetUtcNow().ToUnixTimeSeconds()
        && await users.FindByIdAsync($"{userId}") is { } user
        && await users.VerifyUserTokenAsync(user, Provider, Purpose(until), token)
            ? user
            : null;

    private string Provider => users.Options.Tokens.PasswordResetTokenProvider;

    private static string Purpose(long until) => string.Create(CultureInfo.InvariantCulture, $"password until {until}");
}
