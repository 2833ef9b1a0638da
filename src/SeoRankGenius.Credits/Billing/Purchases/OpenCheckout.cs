using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>A committed row that is paid through a Checkout Session.</summary>
internal interface ICheckout
{
    Guid Id { get; }

    /// <summary>Stripe's <c>cs_…</c>; null until Stripe has answered.</summary>
    string? StripeSessionId { get; set; }

    DateTime CreatedAt { get; }

    /// <summary>Was it closed without a payment, for example because a newer checkout replaced it?</summary>
    bool IsFailed { get; }

    /// <summary>What is sold to whom; equal for two rows that sell the same on the same terms.</summary>
    object Terms { get; }

    /// <summary>Marks it as failed, unless it has moved further.</summary>
    void Fail(string reason);
}

/// <summary>Leads from a committed purchase or order to the address of its checkout.</summary>
public sealed class OpenCheckout(
    Writer writer,
    CheckoutSessions sessions,
    StripeCustomers customers,
    EventProcessor processor,
    TimeProvider time,
    ILogger<OpenCheckout> log)
{
    // How long a request may wait for Stripe before another one replaces its row.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(5);

    /// <summary>How long a checkout stays open.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>
    /// Commits a purchase, or finds the open one, and creates its checkout. If the checkout of the open one is over, it
    /// is read back, and <paramref name="commit"/> runs again with its id. Refuses what Stripe rejects
    /// (<see cref="RefusalCode.CheckoutRefused"/>); throws <see cref="DependencyUnavailable"/> when Stripe cannot be
    /// reached. In both cases the row is marked as failed and nothing is charged. Refuses with
    /// <see cref="RefusalCode.CheckoutBusy"/> while another request is creating the same checkout, to which the next
    /// one is led, or has replaced the row.
    /// </summary>
    /// <returns>The address of Stripe's checkout page.</returns>
    internal Task<Uri> OpenAsync(
        Func<Guid?, Task<Purchase>> commit, Buyer buyer, string? customerId, ReturnUrls urls,
        CancellationToken cancellation) =>
        OpenAsync(
            commit,
            purchase => processor.ReadBackAsync(purchase, cancellation),
            purchase => customers.WithAsync(
                (buyer.LicenseId, buyer.Email),
                customerId,
                customer => sessions.CreateAsync(purchase, buyer, customer, urls, cancellation),
                cancellation),
            cancellation);

    /// <summary>The same for the order of a subscription.</summary>
    internal Task<Uri> OpenAsync(
        Func<Guid?, Task<SubscriptionOrder>> commit, Subscriber by, ReturnUrls urls,
        CancellationToken cancellation) =>
        OpenAsync(
            commit,
            order => processor.ReadBackAsync(order, cancellation),
            async order => await customers.WithAsync(
                (by.LicenseId, by.Email),
                await customers.OfAsync(by.LicenseId, by.Email, cancellation),
                customer => sessions.CreateAsync(order, customer, urls, cancellation),
                cancellation),
            cancellation);

    /// <summary>
    /// The row to pay, in the caller's transaction: <paramref name="open"/> while it leads to a checkout on the same
    /// terms; else <paramref name="replacement"/>, which is added, and the open one is marked as failed.
    /// </summary>
    internal async Task<T> ReplaceAsync<T>(CreditsDb db, T? open, T replacement, Guid? closedId)
        where T : class, ICheckout
    {
        if (open is not null && open.Id != closedId && open.Terms.Equals(replacement.Terms) && IsUsable(open))
            return open;
        open?.Fail("Replaced by a newer checkout.");
        await db.SaveChangesAsync();
        db.Set<T>().Add(replacement);
        await db.SaveChangesAsync();
        return replacement;
    }

    /// <summary>
    /// Closes the session of a purchase that another one replaced, so that it cannot be paid any more; if it is paid
    /// already, its credits are posted. May be repeated. Throws <see cref="DependencyUnavailable"/> when Stripe cannot
    /// be reached.
    /// </summary>
    internal async Task CloseAsync(Purchase replaced, CancellationToken cancellation)
    {
        if (replaced.StripeSessionId is { } sessionId && !await sessions.ExpireAsync(sessionId, cancellation))
            await processor.ReadBackAsync(replaced, cancellation);
    }

    private async Task<Uri> OpenAsync<T>(
        Func<Guid?, Task<T>> commit, Func<T, Task> readBack, Func<T, Task<Session>> create,
        CancellationToken cancellation)
        where T : class, ICheckout
    {
        var row = await commit(null);
        if (row.StripeSessionId is { } sessionId)
        {
            if (await sessions.FindAsync(sessionId, cancellation) is { Status: "open", Url: { } url })
                return new Uri(url);

            // It was completed or has expired, and no event has arrived yet.
            await readBack(row);
            row = await commit(row.Id);
        }

        try
        {
            var session = await create(row);
            var isReplaced = await UpdateAsync<T>(row.Id, found => found.StripeSessionId ??= session.Id);
            log.LogInformation("{Kind} {Id} has session {SessionId}", typeof(T).Name, row.Id, session.Id);
            if (!isReplaced)
                return new Uri(session.Url);
            await CloseReplacedAsync(row, session.Id, readBack, cancellation);
        }
        catch (DependencyUnavailable fault) when (StripeGateway.IsInUse(fault))
        {
            log.LogInformation("{Kind} {Id} gets its checkout by another request", typeof(T).Name, row.Id);
            throw new Refusal(
                RefusalCode.CheckoutBusy, "Your checkout is being opened in another window.", fault);
        }
        catch (Exception fault) when (fault is Refusal or DependencyUnavailable)
        {
            log.LogWarning(fault, "{Kind} {Id} got no checkout", typeof(T).Name, row.Id);
            await UpdateAsync<T>(row.Id, found => Fail(found, fault.Message));
            throw;
        }

        throw new Refusal(
            RefusalCode.CheckoutBusy,
            "You started another checkout in the meantime. Continue there, or start again.");
    }

    // Another request replaced the row while Stripe created its session: only the newer checkout may be paid.
    private async Task CloseReplacedAsync<T>(
        T row, string sessionId, Func<T, Task> readBack, CancellationToken cancellation)
        where T : ICheckout
    {
        log.LogInformation("{Kind} {Id} was replaced; its session is closed", typeof(T).Name, row.Id);
        row.StripeSessionId = sessionId;
        if (!await sessions.ExpireAsync(sessionId, cancellation))
            await readBack(row);
    }

    // Not when it was abandoned before Stripe answered.
    private bool IsUsable(ICheckout open) =>
        open.StripeSessionId is not null || open.CreatedAt + LongestRequest > time.GetUtcNow().UtcDateTime;

    // A concurrent request may have stored the session that this one did not get.
    private static void Fail(ICheckout row, string reason)
    {
        if (row.StripeSessionId is null)
            row.Fail(reason);
    }

    // Not cancelled when the buyer closes the tab: Stripe has the session by now. True when the row has failed.
    private Task<bool> UpdateAsync<T>(Guid id, Action<T> update)
        where T : class, ICheckout =>
        writer.RunAsync(async db =>
        {
            var row = (await db.Set<T>().FindAsync(id))!;
            update(row);
            await db.SaveChangesAsync();
            return row.IsFailed;
        });
}
