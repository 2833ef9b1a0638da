using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>
/// A payer's bank at work: it asks, takes the money, and gives it back or keeps it. A step that does not follow from
/// where a dispute stands does nothing. Safe to use from any thread.
/// </summary>
public sealed class Disputes
{
    private const long FeeCents = 15_00;

    private readonly Store store;
    private readonly EventLog events;

    internal Disputes(Store store, EventLog events)
    {
        this.store = store;
        this.events = events;
    }

    /// <summary>Every dispute as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> All =>
        store.Read(state => state.Disputes.ConvertAll(d => DisputeJson.Of(state, d, Expansion.None)));

    /// <summary>
    /// Disputes a session's whole payment: the money leaves at once. An inquiry only asks. Throws
    /// <see cref="InvalidOperationException"/> for a session that was not charged or is disputed already.
    /// </summary>
    /// <returns>Its id, <c>du_…</c>.</returns>
    public string Open(string sessionId, bool isInquiry = false) => store.Change(state =>
    {
        var payment = state.Payments.Find(p => p.Id == state.Session(sessionId).PaymentId);
        var charge = state.Charges.Find(c => c.Id == payment?.LatestChargeId);
        if (charge is not { Status: "succeeded" } || state.Disputes.Exists(d => d.ChargeId == charge.Id))
            throw new InvalidOperationException($"Session {sessionId} has nothing to dispute.");
        var dispute = new Dispute
        {
            Id = Store.NewId("du_1"),
            ChargeId = charge.Id,
            PaymentId = charge.PaymentId,
            CreatedAt = store.Now,
            AmountCents = charge.AmountCents,
            Currency = charge.Currency,
            Status = isInquiry ? "warning_needs_response" : "needs_response",
        };
        state.Disputes.Add(dispute);
        if (isInquiry)
            Emit(state, dispute, "charge.dispute.created");
        else
            Withdraw(state, dispute, "charge.dispute.created");
        return dispute.Id;
    });

    /// <summary>The inquiry becomes a chargeback: the money leaves.</summary>
    public void Escalate(string disputeId) => Step(disputeId, "warning_needs_response", (state, dispute) =>
    {
        dispute.Status = "needs_response";
        Withdraw(state, dispute, "charge.dispute.updated");
    });

    /// <summary>Evidence was handed in; the bank looks at it.</summary>
    public void Answer(string disputeId) => Step(disputeId, "needs_response", (state, dispute) =>
    {
        dispute.Status = "under_review";
        Emit(state, dispute, "charge.dispute.updated");
    });

    /// <summary>An inquiry ends without a chargeback; a dispute is won, and the money returns, or lost.</summary>
    public void Close(string disputeId, bool isWon) => Step(disputeId, null, (state, dispute) =>
    {
        var returns = !dispute.IsInquiry && isWon;
        dispute.Status = dispute.IsInquiry ? "warning_closed" : isWon ? "won" : "lost";
        if (returns)
            Move(dispute, dispute.AmountCents, fee: 0);
        Emit(state, dispute, "charge.dispute.closed");
        if (returns)
            Emit(state, dispute, "charge.dispute.funds_reinstated");
    });

    private void Step(string id, string? from, Action<SandboxState, Dispute> step) => store.Change(state =>
    {
        var dispute = state.Disputes.Find(d => d.Id == id) ?? throw new KeyNotFoundException($"No dispute {id}.");
        if (dispute.IsOpen && (from is null || dispute.Status == from))
            step(state, dispute);
    });

    private void Withdraw(SandboxState state, Dispute dispute, string first)
    {
        Move(dispute, -dispute.AmountCents, FeeCents);
        Emit(state, dispute, first);
        Emit(state, dispute, "charge.dispute.funds_withdrawn");
    }

    private void Move(Dispute dispute, long cents, long fee) =>
        dispute.Moves.Add(new Move(Store.NewId("txn_1"), store.Now, cents, fee));

    private void Emit(SandboxState state, Dispute dispute, string type) =>
        events.Emit(state, type, DisputeJson.Of(state, dispute, Expansion.None), Origin.None);
}
