using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace SeoRankGenius.Credits.Identity;

/// <summary>Sets up a user's authenticator app and recovery codes.</summary>
public sealed class TwoFactorSetup(
    Writer writer, AuditLog audit, AuthenticatorKeys keys, TimeProvider time)
{
    /// <summary>The number of recovery codes.</summary>
    public const int RecoveryCodes = 10;

    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Groups = 4, GroupLength = 4;

    /// <summary>
    /// Activates an authenticator app, replaces the previous one, and ends the user's other sessions. Before that, the
    /// key is not stored and the previous app stays valid. Refuses a code that does not match the key with
    /// <see cref="RefusalCode.InvalidRequest"/>, and a user who has an app but signed in without it with
    /// <see cref="RefusalCode.NotFound"/>.
    /// </summary>
    /// <param name="user">The user of the app.</param>
    /// <param name="key">A key from <see cref="Authenticator.NewKey"/>.</param>
    /// <param name="code">The app's current code.</param>
    /// <param name="knowsBefore">The session was opened with a code of the previous app.</param>
    /// <param name="sessionId">The session that stays open.</param>
    /// <returns>The recovery codes. They cannot be read again; previous ones stop working.</returns>
    public Task<IReadOnlyList<string>> TurnOnAsync(
        Actor user, string key, string code, bool knowsBefore, Guid sessionId)
    {
        if (Authenticator.Match(key, code, time.GetUtcNow(), used: 0) is not { } step)
            throw new Refusal(
                RefusalCode.InvalidRequest,
                "This is not the code that the app shows now. Check the clock of your phone, and try the next code.");
        return writer.RunAsync(async db =>
        {
            using var store = new UserTokens(db);
            var account = await db.Users.SingleAsync(row => row.Id == user.UserId);
            if (account.TwoFactorEnabled && !knowsBefore)
                throw new Refusal(RefusalCode.NotFound, "Another app is in use already: sign in with a code of it.");
            account.TwoFactorEnabled = true;
            await store.SetAuthenticatorKeyAsync(account, keys.Close(key), default);
            await store.SetTokenAsync(
                account,
                TokenOptions.DefaultAuthenticatorProvider,
                AuthenticatorCodes.LastStep,
                step.ToString(CultureInfo.InvariantCulture),
                default);
            await UserSessions.RevokeAsync(db, account, exceptId: sessionId);
            await db.UserSessions.Where(row => row.Id == sessionId)
                .ExecuteUpdateAsync(row => row.SetProperty(session => session.HasTwoFactors, true));
            await audit.RecordAsync(db, user, new AuditEntry(
                AuditAction.TwoFactorTurnedOn, "Took an authenticator app into use; other sessions ended."));
            return await NewCodesAsync(db, store, account);
        });
    }

    /// <summary>Creates new recovery codes. They cannot be read again; previous ones stop working.</summary>
    public Task<IReadOnlyList<string>> RenewCodesAsync(Actor user) => writer.RunAsync(async db =>
    {
        using var store = new UserTokens(db);
        var account = await db.Users.SingleAsync(row => row.Id == user.UserId);
        await audit.RecordAsync(db, user, new AuditEntry(
            AuditAction.RecoveryCodesCreated, "Made new recovery codes; those before no longer work."));
        return await NewCodesAsync(db, store, account);
    });

    /// <summary>The stored form of a recovery code: a hash that ignores case and separators.</summary>
    public static string Kept(string recoveryCode) =>
        Secret.Hash(new string([.. recoveryCode.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));

    /// <summary>
    /// Deletes the app and recovery codes: the password alone signs in. Ends the user's other sessions.
    /// </summary>
    public Task TurnOffAsync(Actor user, Guid sessionId) => writer.RunAsync(async db =>
    {
        await TurnOffAsync(db, await db.Users.SingleAsync(row => row.Id == user.UserId), exceptId: sessionId);
        await audit.RecordAsync(db, user, new AuditEntry(
            AuditAction.TwoFactorTurnedOff, "Turned two-factor sign-in off; other sessions ended."));
    });

    internal static async Task TurnOffAsync(CreditsDb db, User user, Guid? exceptId = null)
    {
        user.TwoFactorEnabled = false;
        await UserSessions.RevokeAsync(db, user, exceptId);
        await db.UserTokens.Where(token => token.UserId == user.Id).ExecuteDeleteAsync();
        await db.UserSessions.Where(row => row.Id == exceptId)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.HasTwoFactors, false));
    }

    private static async Task<IReadOnlyList<string>> NewCodesAsync(CreditsDb db, UserTokens store, User user)
    {
        List<string> codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => NewCode())];
        await store.ReplaceCodesAsync(user, codes.Select(Kept), default);
        await db.SaveChangesAsync();
        return codes;
    }

    // 80 random bits.
    private static string NewCode() => string.Join(
        '-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));

    /// <summary>Identity's store, in the writer's transaction.</summary>
    private sealed class UserTokens(CreditsDb db) : UserStore<User, IdentityRole<Guid>, CreditsDb, Guid>(db);
}
