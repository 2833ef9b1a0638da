using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>The customer that a request names.</summary>
/// <param name="Id">Stripe's <c>cus_…</c>; null when there is none yet.</param>
/// <param name="IsReplacement">Whether the request is repeated since its first customer was deleted.</param>
internal sealed record RequestCustomer(string? Id, bool IsReplacement = false);

/// <summary>Stripe's customers: one for each license that has a saved card or a subscription.</summary>
public sealed class StripeCustomers(StripeGateway stripe, AuditLog audit, Writer writer, Reader reader)
{
    /// <summary>
    /// The license's customer at Stripe (<c>cus_…</c>), created with this e-mail address if there is none. May be
    /// repeated and run concurrently: the license is the idempotency key, and the first stored one is kept. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe cannot be reached, <see cref="Refusal"/>
    /// (<see cref="RefusalCode.CheckoutRefused"/>) when it rejects the request.
    /// </summary>
    public async Task<string> OfAsync(Guid licenseId, string email, CancellationToken cancellation)
    {
        var known = await reader.RunAsync(db => db.Licenses.Where(license => license.Id == licenseId)
            .Select(license => license.StripeCustomerId).SingleAsync(cancellation));
        return known ?? await CreateAsync(licenseId, email, deletedId: null, cancellation);
    }

    /// <summary>
    /// Sends a request that names the license's customer. If the customer was deleted at Stripe, a new one is created,
    /// recorded in the audit, and the request is sent once more. Throws what the request throws.
    /// </summary>
    internal async Task<T> WithAsync<T>(
        (Guid LicenseId, string Email) of, string? customerId, Func<RequestCustomer, Task<T>> request,
        CancellationToken cancellation)
    {
        try
        {
            return await request(new RequestCustomer(customerId));
        }
        catch (Refusal no) when (customerId is not null && StripeGateway.IsMissing(no, "customer"))
        {
            var created = await CreateAsync(of.LicenseId, of.Email, customerId, cancellation);
            return await request(new RequestCustomer(created, IsReplacement: true));
        }
    }

    private async Task<string> CreateAsync(
        Guid licenseId, string email, string? deletedId, CancellationToken cancellation)
    {
        var created = await stripe.AskAsync(
            client => new CustomerService(client).CreateAsync(
                new CustomerCreateOptions
                {
                    Email = email, Metadata = new() { ["license"] = licenseId.ToString("D") },
                },
                new RequestOptions
                {
                    IdempotencyKey = $"customer:{licenseId:N}" + (deletedId is null ? "" : ":" + deletedId),
                },
                cancellation),
            "Stripe did not accept this account.");
        return await StoreAsync(licenseId, created.Id, deletedId);
    }

    private Task<string> StoreAsync(Guid licenseId, string customerId, string? deletedId) => writer.RunAsync(async db =>
    {
        var license = await db.Licenses.SingleAsync(row => row.Id == licenseId);
        if (license.StripeCustomerId == deletedId)
        {
            license.StripeCustomerId = customerId;
            if (deletedId is not null)
                await audit.RecordAsync(
                    db,
                    Actor.System,
                    new AuditEntry(AuditAction.CustomerReplaced, "The customer was deleted at Stripe.")
                    {
                        LicenseId = licenseId,
                        Before = new { customer = deletedId },
                        After = new { customer = customerId },
                    });
            await db.SaveChangesAsync();
        }

        return license.StripeCustomerId!;
    });
}
