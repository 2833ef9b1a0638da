namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>
/// The payer's bank: inquiries and disputes, with the withdrawal and reinstatement of funds. A step that the status of
/// a dispute does not allow does nothing. Safe to use from any thread.
/// </summary>
public sealed class Disputes
{
    private const long Fee = 15_00;

    // Exchange rates of a settlement currency at two times.
    private const decimal Withdrawn = 0.86m, Reinstated = 0.84m;

    private readonly Store store;
    private readonly EventLog events;

    internal Disputes(Store store, EventLog events) => (this.store, this.events) = (store, events);

    /// <summary>Every dispute as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> All => RefundsApi.DisputeResource.WriteAll(store);

    /// <summary>
    /// Disputes a session's whole payment and withdraws the funds; an inquiry withdraws nothing. Throws
    /// <see cref="InvalidOperationException"/> for a session that was not charged or is already disputed.
    /// </summary>
    /// <returns>Its id, <c>du_…</c>.</returns>
    public string Open(string sessionId, bool isInquiry = false) => OpenOf(
        store.Read(state => state.ChargeOf(state.Session(sessionId)))?.Id
            ?? throw new InvalidOperationException($"Session {sessionId} was not charged."),
        isInquiry);

    /// <summary>The same for a charge (<c>ch_…</c>), with or without a session.</summary>
    /// <param name="chargeId">The charge.</param>
    /// <param name="isInquiry">Whether no funds are withdrawn yet.</param>
    /// <param name="settlesIn">The currency in which the funds move; null for that of the charge.</param>
    public string OpenOf(string chargeId, bool isInquiry = false, string? settlesIn = null) => store.Change(state =>
    {
        var charge = state.Charge(chargeId);
        if (charge.Status != "succeeded" || state.Disputes.Exists(d => d.ChargeId == charge.Id))
            throw new InvalidOperationException($"Charge {chargeId} has nothing to dispute.");
        var dispute = new Dispute
        {
            Id = Store.NewId("du_1"),
            ChargeId = charge.Id,
            PaymentId = charge.PaymentId,
            CreatedAt = store.Now,
            Amount = charge.Amount,
            Currency = charge.Currency,
            SettlesIn = settlesIn,
            Status = isInquiry ? "warning_needs_response" : "needs_response",
        };
        state.Disputes.Add(dispute);
        if (isInquiry)
            Emit(state, dispute, "charge.dispute.created");
        else
            Withdraw(state, dispute, "charge.dispute.created");
        return dispute.Id;
    });

    /// <summary>The inquiry becomes a dispute: the funds are withdrawn.</summary>
    public void Escalate(string disputeId) => Step(disputeId, "warning_needs_response", (state, dispute) =>
    {
        dispute.Status = "needs_response";
        Withdraw(state, dispute, "charge.dispute.updated");
    });

    /// <summary>Evidence is submitted; the dispute is under review.</summary>
    public void Answer(string disputeId) => Step(disputeId, "needs_response", (state, dispute) =>
    {
        dispute.Status = "under_review";
        Emit(state, dispute, "charge.dispute.updated");
    });

    /// <summary>An inquiry is closed; a dispute is won, which reinstates the funds, or lost.</summary>
    public void Close(string disputeId, bool isWon) => Step(disputeId, null, (state, dispute) =>
    {
        var isReinstated = !dispute.IsInquiry && isWon;
        dispute.Status = dispute.IsInquiry ? "warning_closed" : isWon ? "won" : "lost";
        if (isReinstated)
            Move(dispute, dispute.Amount, fee: 0, Reinstated);
        Emit(state, dispute, "charge.dispute.closed");
        if (isReinstated)
            Emit(state, dispute, "charge.dispute.funds_reinstated");
    });

    private void Step(string id, string? from, Action<SandboxState, Dispute> step) => store.Change(state =>
    {
        var dispute = state.Disputes.Find(d => d.Id == id) ?? throw new KeyNotFoundException($"No dispute {id}.");
        if (dispute.IsOpen && (from is null || dispute.Status == from))
            step(state, dispute);
    });

    private void Withdraw(SandboxState state, Dispute dispute, string type)
    {
        Move(dispute, -dispute.Amount, Fee, Withdrawn);
        Emit(state, dispute, type);
        Emit(state, dispute, "charge.dispute.funds_withdrawn");
    }

    private void Move(Dispute dispute, long amount, long fee, decimal rate)
    {
        var moved = dispute.SettlesIn is null ? amount : (long)Math.Round(amount * rate);
        dispute.Transactions.Add(new BalanceTransaction(Store.NewId("txn_1"), store.Now, moved, fee));
    }

    private void Emit(SandboxState state, Dispute dispute, string type) =>
        events.Emit(state, type, RefundsApi.DisputeResource, dispute);
}
