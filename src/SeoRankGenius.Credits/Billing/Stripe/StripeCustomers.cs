using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Stripe's customers: one for each license that has a saved card or a subscription.</summary>
public sealed class StripeCustomers(StripeGateway stripe, Writer writer, Reader reader)
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
        if (known is not null)
            return known;

        var created = await stripe.AskAsync(
            client => new CustomerService(client).CreateAsync(
                new CustomerCreateOptions
                {
                    Email = email, Metadata = new() { ["license"] = licenseId.ToString("D") },
                },
                new RequestOptions { IdempotencyKey = $"customer:{licenseId:N}" },
                cancellation),
            "Stripe did not accept this account.");
        return await StoreAsync(licenseId, created.Id);
    }

    private Task<string> StoreAsync(Guid licenseId, string customerId) => writer.RunAsync(async db =>
    {
        var license = await db.Licenses.SingleAsync(row => row.Id == licenseId);
        license.StripeCustomerId ??= customerId;
        await db.SaveChangesAsync();
        return license.StripeCustomerId;
    });
}
