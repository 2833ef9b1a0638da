using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>What a refund is asked for; a null amount means all that is left of the charge.</summary>
internal sealed record RefundRequest(
    string ChargeId, long? AmountCents, string? Reason, Dictionary<string, string> Metadata, bool IsPending = false);

/// <summary>Money that goes back to the payer, as Stripe's dashboard sends it. Safe to use from any thread.</summary>
public sealed class Refunds
{
    private readonly Store store;
    private readonly EventLog events;

    internal Refunds(Store store, EventLog events)
    {
        this.store = store;
        this.events = events;
    }

    /// <summary>Every refund as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> All =>
        store.Read(state => state.Refunds.ConvertAll(r => RefundJson.Of(state, r, Expansion.None)));

    /// <summary>
    /// Refunds whole cents of a session's payment, or all that is left of it. A refund to a bank account, and one asked
    /// to be, begins pending. Throws <see cref="InvalidOperationException"/> with Stripe's sentence when it can't be.
    /// </summary>
    /// <returns>Its id, <c>re_…</c>.</returns>
    public string Make(string sessionId, long? amountCents = null, bool isPending = false)
    {
        var chargeId = store.Read(state => state.Payments
            .Find(payment => payment.Id == state.Session(sessionId).PaymentId)?.LatestChargeId)
            ?? throw new InvalidOperationException($"Session {sessionId} was not charged.");
        return MakeOf(chargeId, amountCents, isPending);
    }

    /// <summary>The same for a charge (<c>ch_…</c>), with or without a session.</summary>
    public string MakeOf(string chargeId, long? amountCents = null, bool isPending = false)
    {
        try
        {
            return (string)Create(
                new RefundRequest(chargeId, amountCents, "requested_by_customer", [], isPending),
                Expansion.None, Origin.None)["id"]!;
        }
        catch (StripeFailure failure)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }

    /// <summary>Ends a pending refund, or lets a bank refuse one that had succeeded. Else nothing happens.</summary>
    public void End(string refundId, bool succeeds) => store.Change(state =>
    {
        var refund = state.Refunds.Find(r => r.Id == refundId)
            ?? throw new KeyNotFoundException($"No refund {refundId}.");
        if (refund.Status == "failed" || (refund.Status == "succeeded" && succeeds))
            return;
        refund.Status = succeeds ? "succeeded" : "failed";
        var json = RefundJson.Of(state, refund, Expansion.None);
        events.Emit(state, "refund.updated", json, Origin.None);
        events.Emit(state, "charge.refund.updated", json.DeepClone().AsObject(), Origin.None);
        if (!succeeds)
            events.Emit(state, "refund.failed", json.DeepClone().AsObject(), Origin.None);
    });

    internal JsonObject Create(RefundRequest request, Expansion expand, Origin origin) => store.Change(state =>
    {
        var charge = state.Charges.Find(c => c.Id == request.ChargeId)
            ?? throw StripeFailure.Missing("charge", request.ChargeId, "charge");
        var refund = new Refund
        {
            Id = Store.NewId("re_3"),
            ChargeId = charge.Id,
            PaymentId = charge.PaymentId,
            CreatedAt = store.Now,
            AmountCents = Amount(state, charge, request.AmountCents),
            Currency = charge.Currency,
            Reason = request.Reason,
            Metadata = request.Metadata,
            Status = request.IsPending || charge.MethodType != "card" ? "pending" : "succeeded",
        };
        state.Refunds.Add(refund);
        events.Emit(state, "charge.refunded", PaymentJson.OfCharge(state, charge, Expansion.None), origin);
        events.Emit(state, "refund.created", RefundJson.Of(state, refund, Expansion.None), origin);
        return RefundJson.Of(state, refund, expand);
    });

    private static long Amount(SandboxState state, Charge charge, long? wanted)
    {
        var left = charge.AmountCents - state.RefundedCents(charge);
        if (charge.Status != "succeeded")
            throw Refused($"Charge {charge.Id} has not been paid, so there is nothing to refund.", null);
        if (state.Disputes.Exists(d => d.ChargeId == charge.Id && !d.IsInquiry && d.Status != "won"))
            throw Refused(
                $"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed");
        if (left == 0)
            throw Refused($"Charge {charge.Id} has already been refunded.", "charge_already_refunded");
        return wanted is null || wanted <= left ? wanted ?? left : throw Refused(
            $"Refund amount ({Currency.Format(wanted.Value, charge.Currency)}) is greater than unrefunded amount on " +
            $"charge ({Currency.Format(left, charge.Currency)})", null);
    }

    private static StripeFailure Refused(string message, string? code) => new(400, "invalid_request_error", message)
    {
        Code = code, Param = code is null ? "amount" : null, IsExecuted = true,
    };
}
