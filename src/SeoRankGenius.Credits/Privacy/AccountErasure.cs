using SeoRankGenius.Credits.Identity;

namespace SeoRankGenius.Credits.Privacy;

/// <summary>
/// Erases who an owner or member is, and keeps the books: entries, purchases and audit records stay and refer to an
/// account without a name.
/// </summary>
public sealed class AccountErasure(
    Writer writer, AuditLog audit, IEnumerable<BillingRightLost> hooks, TimeProvider time)
{
    /// <summary>
    /// Erases an account: name, addresses, sessions, attempts to sign in, memberships, e-mails, and the personal data
    /// in the payloads of Stripe's events. Its sites are disconnected, its licenses suspended. Not reversible.
    /// Refuses an unknown account (<see cref="RefusalCode.NotFound"/>), another address than the account's as
    /// confirmation, an admin, and a license whose plan is still paid (<see cref="RefusalCode.InvalidRequest"/>).
    /// </summary>
    public Task EraseAsync(Actor admin, Guid userId, string? confirmedEmail) => writer.RunAsync(async db =>
    {
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == userId)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such account.");
        if (!string.Equals(user.Email, confirmedEmail?.Trim(), StringComparison.OrdinalIgnoreCase))
            throw Refusal.Invalid("email", "Enter the account’s e-mail address to confirm.");
        if (await db.UserRoles.AnyAsync(row => row.UserId == userId
            && db.Roles.Any(role => role.Id == row.RoleId && role.Name == Roles.Admin)))
            throw Refusal.Invalid("email", "Remove the admin’s access first.");
        var licenses = await db.Licenses.Where(license => license.OwnerId == userId).ToListAsync();
        foreach (var license in licenses)
            await CloseAsync(db, license, user.Email!);
        await ForgetAsync(db, user);
        await audit.RecordAsync(db, admin, new AuditEntry(
            AuditAction.AccountErased, $"Erased the account {userId}; licenses suspended: {licenses.Count}.")
        {
            LicenseId = licenses.FirstOrDefault()?.Id,
        });
    });

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task CloseAsync(CreditsDb db, License license, string email)
    {
        CreditLedger.Lock(db, license.Id);
        var subscriptions = await db.Subscriptions.Where(row => row.LicenseId == license.Id).ToListAsync();
        if (subscriptions.Exists(row => !row.IsOver))
            throw Refusal.Invalid("email", "Cancel the plan at Stripe first, so that nothing more is charged.");
        license.Suspend();
        // The new key and tokens are never disclosed.
        license.RotateKey();
        foreach (var site in await db.Sites.Where(row => row.LicenseId == license.Id).ToListAsync())
        {
            site.RotateToken();
            if (site.RemovedAt is null)
                (site.RemovedAt, site.CreditsGoTo, site.NeedsConfirmation) = (Now, PoolKind.Domain, true);
        }

        var pools = db.Pools.Where(pool => pool.LicenseId == license.Id).Select(pool => pool.Id);
        foreach (var topUp in await db.AutoTopUps.Where(row => pools.Contains(row.PoolId)).ToListAsync())
            topUp.SwitchOff();
        await db.Members.Where(row => row.LicenseId == license.Id).ExecuteDeleteAsync();
        var customer = license.StripeCustomerId ?? license.Id.ToString();
        var bought = db.Purchases.Where(row => row.LicenseId == license.Id).Select(row => (Guid?)row.Id);
        foreach (var stored in await db.StoredEvents.Where(row => row.ReducedAt == null
            && (row.LicenseId == license.Id || bought.Contains(row.PurchaseId) || row.Payload.Contains(email)
                || row.Payload.Contains(customer))).ToListAsync())
            stored.Reduce(EventPayload.Reduced(stored.Payload), Now);
    }

    private async Task ForgetAsync(CreditsDb db, User user)
    {
        var email = user.Email;
        await db.People.Where(row => row.UserId == user.Id).ExecuteUpdateAsync(row => row
            .SetProperty(person => person.Name, Person.Erased)
            .SetProperty(person => person.IpAddress, (string?)null));
        foreach (var member in await db.Members.Where(row => row.UserId == user.Id).ToListAsync())
            foreach (var hook in hooks)
                await hook(db, member.LicenseId, user.Id);
        await db.Members.Where(row => row.UserId == user.Id).ExecuteDeleteAsync();
        await db.SignInRecords.Where(row => row.UserId == user.Id).ExecuteDeleteAsync();
        foreach (var mail in await db.OutboxMails.Where(row => row.To == email).ToListAsync())
            mail.Forget();
        var name = $"erased-{user.Id:N}@erased.invalid";
        (user.Email, user.UserName, user.PasswordHash, user.PhoneNumber) = (name, name, null, null);
        user.NormalizedEmail = user.NormalizedUserName = name.ToUpperInvariant();
        await TwoFactorSetup.TurnOffAsync(db, user);
        await db.UserSessions.Where(row => row.UserId == user.Id).ExecuteDeleteAsync();
    }
}
