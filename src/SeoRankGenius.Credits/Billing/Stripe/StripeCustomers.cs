using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Whom Stripe charges: one customer for each license that has a saved card or a subscription.</summary>
public sealed class StripeCustomers(StripeGateway stripe, Writer writer, Reader reader)
{
    /// <summary>
    /// The license's customer at Stripe (<c>cus_…</c>), made the first time with this e-mail address and kept. May be
    /// repeated and run at once: the license is the idempotency key, and the first one kept stays. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe can't be reached, <see cref="Refusal"/>
    /// (<see cref="RefusalCode.CheckoutRefused"/>) when it says no.
    /// </summary>
    public async Task<string> OfAsync(Guid licenseId, string email, CancellationToken cancellation)
    {
        var known = await reader.RunAsync(db => db.Licenses.Where(license => license.Id == licenseId)
            .Select(license => license.StripeCustomerId).SingleAsync(cancellation));
        if (known is not null)
            return known;

        var made = await stripe.AskAsync(
            client => new CustomerService(client).CreateAsync(
                new CustomerCreateOptions
                {
                    Email = email, Metadata = new() { ["license"] = licenseId.ToString("D") },
                },
                new RequestOptions { IdempotencyKey = $"customer:{licenseId:N}" },
                cancellation),
            "Stripe did not accept this account.");
        return await KeepAsync(licenseId, made.Id);
    }

    private Task<string> KeepAsync(Guid licenseId, string customerId) => writer.RunAsync(async db =>
    {
        var license = await db.Licenses.SingleAsync(row => row.Id == licenseId);
        license.StripeCustomerId ??= customerId;
        await db.SaveChangesAsync();
        return license.StripeCustomerId;
    });
}
