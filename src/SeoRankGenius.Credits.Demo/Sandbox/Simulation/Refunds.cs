namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>A request for a refund, in minor units; null means the unrefunded rest of the charge.</summary>
internal sealed record RefundRequest(
    string ChargeId, long? Amount, string? Reason, Dictionary<string, string> Metadata, bool IsPending = false)
{
    /// <summary>The currency that the refund reports; null for that of its charge.</summary>
    public string? Currency { get; init; }
}

/// <summary>Refunds, by the API and as in Stripe's dashboard. Safe to use from any thread.</summary>
public sealed class Refunds
{
    private readonly Store store;
    private readonly EventLog events;

    internal Refunds(Store store, EventLog events) => (this.store, this.events) = (store, events);

    /// <summary>Every refund as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> All => RefundsApi.Resource.WriteAll(store);

    /// <summary>
    /// Refunds minor units of a session's payment, or its unrefunded rest. Refunds to a bank account begin pending, and
    /// those with <paramref name="isPending"/>. Throws <see cref="InvalidOperationException"/> with Stripe's message.
    /// </summary>
    /// <returns>Its id, <c>re_…</c>.</returns>
    public string Make(string sessionId, long? amount = null, bool isPending = false)
    {
        var chargeId = store.Read(state => state.ChargeOf(state.Session(sessionId)))?.Id
            ?? throw new InvalidOperationException($"Session {sessionId} was not charged.");
        return MakeOf(chargeId, amount, isPending);
    }

    /// <summary>The same for a charge (<c>ch_…</c>), with or without a session.</summary>
    public string MakeOf(string chargeId, long? amount = null, bool isPending = false, string? currency = null)
    {
        try
        {
            return (string)Create(
                new RefundRequest(chargeId, amount, "requested_by_customer", [], isPending) { Currency = currency },
                Expansion.None, origin: null)["id"]!;
        }
        catch (StripeError error)
        {
            throw new InvalidOperationException(error.Message, error);
        }
    }

    /// <summary>Ends a pending refund, or lets one fail that had succeeded. Otherwise does nothing.</summary>
    public void End(string refundId, bool succeeds) => store.Change(state =>
    {
        var refund = state.Refunds.Find(r => r.Id == refundId)
            ?? throw new KeyNotFoundException($"No refund {refundId}.");
        if (refund.Status == "failed" || (refund.Status == "succeeded" && succeeds))
            return;
        refund.Status = succeeds ? "succeeded" : "failed";
        Emit(state, "refund.updated", refund);
        Emit(state, "charge.refund.updated", refund);
        if (!succeeds)
            Emit(state, "refund.failed", refund);
    });

    internal JsonObject Create(RefundRequest request, Expansion expand, RequestOrigin? origin) => store.Change(state =>
    {
        var charge = state.Charges.Find(c => c.Id == request.ChargeId)
            ?? throw StripeError.Missing("charge", request.ChargeId, "charge");
        var refund = new Refund
        {
            Id = Store.NewId("re_3"),
            ChargeId = charge.Id,
            PaymentId = charge.PaymentId,
            CreatedAt = store.Now,
            Amount = Amount(state, charge, request.Amount),
            Currency = request.Currency ?? charge.Currency,
            Reason = request.Reason,
            Metadata = request.Metadata,
            Status = request.IsPending || charge.MethodType != "card" ? "pending" : "succeeded",
        };
        state.Refunds.Add(refund);
        events.Emit(state, "charge.refunded", PaymentsApi.ChargeResource, charge, origin);
        Emit(state, "refund.created", refund, origin);
        return RefundsApi.Resource.Write(state, refund, expand);
    });

    private void Emit(SandboxState state, string type, Refund refund, RequestOrigin? origin = null) =>
        events.Emit(state, type, RefundsApi.Resource, refund, origin);

    private static long Amount(SandboxState state, Charge charge, long? wanted)
    {
        var left = charge.Amount - state.Refunded(charge);
        if (charge.Status != "succeeded")
            throw Refused($"Charge {charge.Id} has not been paid, so there is nothing to refund.", null);
        if (state.Disputes.Exists(d => d.ChargeId == charge.Id && !d.IsInquiry && d.Status != "won"))
            throw Refused(
                $"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed");
        if (left == 0)
            throw Refused($"Charge {charge.Id} has already been refunded.", "charge_already_refunded");
        return wanted is null || wanted <= left ? wanted ?? left : throw Refused(
            $"Refund amount ({new Money(wanted.Value, charge.Currency)}) is greater than unrefunded amount on " +
            $"charge ({new Money(left, charge.Currency)})", null);
    }

    private static StripeError Refused(string message, string? code) => new(400, "invalid_request_error", message)
    {
        Code = code, Param = code is null ? "amount" : null, IsExecuted = true,
    };
}
