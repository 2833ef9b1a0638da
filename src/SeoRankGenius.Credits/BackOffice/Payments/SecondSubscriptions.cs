using System.Security.Cryptography;
using System.Text;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>A second subscription of a license, as it is at Stripe now.</summary>
/// <param name="LicenseId">The license.</param>
/// <param name="Id">Stripe's <c>sub_…</c>, to be canceled.</param>
/// <param name="KeptId">The subscription that gives the license its plan.</param>
public sealed record SecondSubscription(Guid LicenseId, string Id, string KeptId)
{
    /// <summary>It is canceled already.</summary>
    public required bool IsOver { get; init; }

    /// <summary>The end of its period. UTC.</summary>
    public required DateTime PeriodEndsAt { get; init; }

    /// <summary>Its paid invoices, Stripe's <c>in_…</c>, and what is left to refund of each.</summary>
    public required IReadOnlyList<(string InvoiceId, Money Left)> Invoices { get; init; }

    /// <summary>All that is left to refund; null for nothing. A subscription has one currency.</summary>
    public Money? Amount => Invoices.Sum(invoice => invoice.Left.Minor) is > 0 and var minor
        ? Invoices[0].Left with { Minor = minor }
        : null;
}

/// <summary>
/// A license that was subscribed to twice: cancels the second subscription, which was flagged, and refunds it. The
/// first keeps its plan and its credits.
/// </summary>
public sealed class SecondSubscriptions(
    StripeSubscriptions subscriptions,
    EventProcessor processor,
    AdminRefunds refunds,
    ReapplyEvent reapply,
    Reader reader,
    Writer writer,
    AuditLog audit)
{
    /// <summary>
    /// The second subscription that a flagged event is about. Refuses an unknown event, and one about anything else
    /// (<see cref="RefusalCode.NotFound"/>). Throws <see cref="DependencyUnavailable"/> when Stripe is unreachable.
    /// </summary>
    public async Task<SecondSubscription> FindAsync(string eventId, CancellationToken cancellation)
    {
        var (stored, kept) = await reader.RunAsync(async db =>
        {
            var row = await db.StoredEvents.SingleOrDefaultAsync(known => known.Id == eventId, cancellation);
            return (row, row is null ? null : await KeptAsync(db, row));
        });
        if (kept is null || await subscriptions.FindAsync(SubscriptionOf(stored!)!, cancellation) is not { } second)
            throw new Refusal(RefusalCode.NotFound, "This event is not about a second subscription of a license.");
        var invoices = await subscriptions.PaidInvoicesAsync(second.Id, cancellation);
        return new SecondSubscription(kept.LicenseId, second.Id, kept.Id)
        {
            IsOver = second.Status is "canceled" or "incomplete_expired",
            PeriodEndsAt = second.Items.Data[0].CurrentPeriodEnd,
            Invoices = await reader.RunAsync(async db =>
            {
                var left = new List<(string, Money)>();
                foreach (var invoice in invoices)
                    left.Add((invoice.Id, new Money(
                        (await PaidSource.Invoice(invoice.Id).FindAsync(db))?.RefundableMinor ?? invoice.AmountPaid,
                        invoice.Currency)));
                return left;
            }),
        };
    }

    /// <summary>Is a stored event about a second subscription that is not canceled yet? Does not ask Stripe.</summary>
    public Task<bool> IsOfferedAsync(StoredEvent stored) => reader.RunAsync(async db =>
    {
        if (stored.Outcome != EventOutcome.Flagged || await KeptAsync(db, stored) is null)
            return false;
        var id = SubscriptionOf(stored);
        return !await db.Subscriptions.AnyAsync(row => row.Id == id);
    });

    /// <summary>
    /// Cancels it at once and refunds what it paid; the credits of its invoices are taken back as for any refund. The
    /// events that were flagged because of it are applied again. May be repeated: the same form takes effect once.
    /// Refuses as <see cref="FindAsync"/>, a sentence of fewer than 5 or more than 300 characters, and what Stripe
    /// rejects.
    /// </summary>
    /// <returns>False while a refund waits for a second admin.</returns>
    public async Task<bool> CancelAsync(
        Actor admin, Guid formId, string eventId, string? sentence, CancellationToken cancellation)
    {
        var text = LicenseAdmin.RequireSentence(sentence);
        var second = await FindAsync(eventId, cancellation);
        await writer.RunAsync(db => RecordAsync(db, admin, formId, second, text), cancellation);
        await subscriptions.CancelAsync(second.Id, cancellation);
        var isRefunded = true;
        foreach (var (invoiceId, _) in second.Invoices)
            isRefunded &= await RefundAsync(admin, (formId, text), invoiceId, cancellation);
        await processor.ReadBackSubscriptionAsync(second.Id, cancellation);
        foreach (var stored in await FlaggedAsync(second, cancellation))
            await reapply.ApplyAsync(admin, stored, cancellation);
        return isRefunded;
    }

    // Its credits are granted as the invoice is read, and taken back with the refund.
    private async Task<bool> RefundAsync(
        Actor admin, (Guid Id, string Sentence) form, string invoiceId, CancellationToken cancellation)
    {
        await processor.ReadBackInvoiceAsync(invoiceId, cancellation);
        var source = PaidSource.Invoice(invoiceId);
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{form.Id:N}:{invoiceId}")).AsSpan(0, 16));
        var (paid, known) = await reader.RunAsync(async db => (
            await source.FindAsync(db),
            await db.RefundRequests.Where(row => row.Id == id).Select(row => (long?)row.AmountMinor)
                .SingleOrDefaultAsync(cancellation)
            ?? await db.ApprovalRequests.Where(row => row.Id == id).Select(row => row.AmountMinor)
                .SingleOrDefaultAsync(cancellation)));
        if (paid is null)
            throw new Refusal(
                RefusalCode.CheckoutRefused,
                $"The subscription is canceled. Invoice {invoiceId} began no period: refund it in Stripe’s dashboard.");
        var minor = known ?? paid.RefundableMinor;
        return minor == 0 || await refunds.RefundAsync(
            admin, new AdminRefund(id, source, minor, IssueRefund.Duplicate, form.Sentence), cancellation);
    }

    // Before Stripe is called; once a form.
    private async Task RecordAsync(
        CreditsDb db, Actor admin, Guid formId, SecondSubscription second, string sentence)
    {
        var form = formId.ToString("D");
        if (await db.AuditRecords.AnyAsync(row => row.LicenseId == second.LicenseId
            && row.Action == AuditAction.SubscriptionCanceled && row.After!.Contains(form)))
            return;
        var refund = second.Amount is { } amount ? $" and refund of {amount}" : "";
        await audit.RecordAsync(db, admin, new AuditEntry(
            AuditAction.SubscriptionCanceled, $"Cancellation of the second subscription{refund} started: {sentence}")
        {
            LicenseId = second.LicenseId,
            Before = new { subscriptions = new[] { second.KeptId, second.Id } },
            After = new { request = form, subscriptions = new[] { second.KeptId } },
        });
    }

    private Task<List<string>> FlaggedAsync(SecondSubscription second, CancellationToken cancellation) =>
        reader.RunAsync(async db => (await db.StoredEvents.Where(StoredEvent.NeedsAttention)
                .Where(stored => stored.LicenseId == second.LicenseId).ToListAsync(cancellation))
            .Where(stored => SubscriptionOf(stored) == second.Id).OrderBy(stored => stored.CreatedAt)
            .Select(stored => stored.Id).ToList());

    private static string? SubscriptionOf(StoredEvent stored) => StripeEvent.Of(stored).SubscriptionId;

    // The license's subscription that stays; null when the event is not about another one of the same license.
    private static async Task<Subscription?> KeptAsync(CreditsDb db, StoredEvent stored) =>
        stored.LicenseId is { } licenseId && SubscriptionOf(stored) is { } id
        && await db.Subscriptions.SingleOrDefaultAsync(Subscription.IsLiveOf(licenseId)) is { } kept && kept.Id != id
            ? kept
            : null;
}
