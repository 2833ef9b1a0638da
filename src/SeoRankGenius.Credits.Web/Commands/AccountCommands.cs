using static SeoRankGenius.Credits.Web.Commands.CommandRunner;

namespace SeoRankGenius.Credits.Web.Commands;

/// <summary>Commands about admins and licenses.</summary>
internal static class AccountCommands
{
    public static async Task<int> AddAdminAsync(IServiceProvider services, string email)
    {
        var user = await services.GetRequiredService<AdminAccounts>().AddAsync(Actor.CommandLine, email);
        return Say($"{user.Email} is an admin. {await PasswordSentenceAsync(services, user)}");
    }

    public static async Task<int> ResetAdminAsync(IServiceProvider services, string email)
    {
        var users = services.GetRequiredService<UserManager<User>>();
        if (await users.FindByEmailAsync(email) is not { } admin)
            return Say("There is no admin with this e-mail address.", exit: 1);
        await services.GetRequiredService<AdminAccounts>().ResetTwoFactorAsync(Actor.CommandLine, admin.Id);
        admin = await users.Users.AsNoTracking().SingleAsync(user => user.Id == admin.Id);
        return Say(
            $"Two-factor sign-in of {admin.Email} is reset, and all sessions have ended. "
            + await PasswordSentenceAsync(services, admin, isReset: true));
    }

    public static async Task<int> AddLicenseAsync(
        IServiceProvider services, string email, string plan, int? trialDays)
    {
        if (trialDays is < 1 or > 365)
            return Say("TRIAL_DAYS must be a number from 1 to 365.", exit: 1);
        var trialEndsAt = trialDays is { } days
            ? services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(days)
            : (DateTime?)null;
        services.GetRequiredService<LicenseIssuance>().RequirePlan(plan);
        var owner = await services.GetRequiredService<Accounts>().EnsureAsync(email, Roles.Owner);
        var (_, key) = await services.GetRequiredService<LicenseAdmin>()
            .CreateAsync(Actor.CommandLine, owner, plan, trialEndsAt, CancellationToken.None);
        Say($"License key, shown only once: {key}");
        return Say($"The owner is {email}. {await PasswordSentenceAsync(services, owner)}");
    }

    private static async Task<string> PasswordSentenceAsync(
        IServiceProvider services, User user, bool isReset = false) => user.PasswordHash is not null && !isReset
        ? "The account already has a password."
        : "This link sets the password. It works once, for one day:\n"
            + await services.GetRequiredService<Accounts>().PasswordLinkAsync(user, Accounts.Invited, request: null);
}
