namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>
/// An owner's consent for one pool: which pack is bought when the balance falls below a threshold, up to a monthly
/// limit. A concurrency token keeps two instances from making the same change.
/// </summary>
public sealed class AutoTopUp
{
    /// <summary>Consecutive declines that stop it.</summary>
    public const int MostDeclines = 3;

    private AutoTopUp()
    {
    }

    public Guid PoolId { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>The pool's site; for a Shared pool the site on whose page it was set up.</summary>
    public Guid SiteId { get; private set; }

    public AutoTopUpState State { get; private set; }

    /// <summary>The agreed terms.</summary>
    public AutoTopUpTerms Terms => new()
    {
        Pack = Pack,
        Credits = Credits,
        PriceMinor = PriceMinor,
        Currency = Currency,
        Threshold = Threshold,
        MonthlyLimitMinor = MonthlyLimitMinor,
    };

    /// <inheritdoc cref="AutoTopUpTerms.Pack"/>
    public string Pack { get; private set; } = "";

    /// <inheritdoc cref="AutoTopUpTerms.Credits"/>
    public long Credits { get; private set; }

    /// <inheritdoc cref="AutoTopUpTerms.PriceMinor"/>
    public long PriceMinor { get; private set; }

    /// <inheritdoc cref="AutoTopUpTerms.Currency"/>
    public string Currency { get; private set; } = "";

    /// <inheritdoc cref="AutoTopUpTerms.Threshold"/>
    public long Threshold { get; private set; }

    /// <inheritdoc cref="AutoTopUpTerms.MonthlyLimitMinor"/>
    public long MonthlyLimitMinor { get; private set; }

    /// <summary>The user who agreed.</summary>
    public Guid ConsentBy { get; private set; }

    public DateTime ConsentAt { get; private set; }

    /// <summary>The agreed text.</summary>
    public string Consent { get; private set; } = "";

    /// <summary>The purchase that saves the card; null when none was needed.</summary>
    public Guid? SetUpPurchaseId { get; private set; }

    /// <summary>The saved card, Stripe's <c>pm_…</c>; null before there is one.</summary>
    public string? PaymentMethodId { get; private set; }

    /// <summary>For display: <c>visa</c>.</summary>
    public string? CardBrand { get; private set; }

    /// <summary>For display.</summary>
    public string? CardLast4 { get; private set; }

    /// <summary>When the card was saved. UTC, whole seconds as Stripe's times; null before there is one.</summary>
    public DateTime? CardSavedAt { get; private set; }

    /// <summary>Consecutive declines.</summary>
    public int Declines { get; private set; }

    /// <summary>No charge before this time. UTC; null for none.</summary>
    public DateTime? NotBefore { get; private set; }

    /// <summary>The last charge request. UTC.</summary>
    public DateTime? TriedAt { get; private set; }

    public AutoTopUpProblem? Problem { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? ProblemAt { get; private set; }

    /// <summary>Is an e-mail about the problem due?</summary>
    public bool IsMailDue { get; private set; }

    /// <summary>Counts the changes. Concurrency token.</summary>
    public int Version { get; private set; }

    public PoolKind Kind => PoolId == LicenseId ? PoolKind.Shared : PoolKind.Domain;

    /// <summary>May it charge now if the pool is low?</summary>
    internal bool IsReady(DateTime now) => State == AutoTopUpState.On && (NotBefore is null || NotBefore <= now);

    internal static AutoTopUp For(Guid poolId, Buyer buyer) =>
        new() { PoolId = poolId, LicenseId = buyer.LicenseId, SiteId = buyer.SiteId };

    /// <summary>The owner agrees; the card is saved by this purchase, or was saved before.</summary>
    internal void Agree(Buyer buyer, AutoTopUpTerms terms, string words, Guid? setUpPurchaseId, DateTime now)
    {
        (Pack, Credits, PriceMinor, Currency) = (terms.Pack, terms.Credits, terms.PriceMinor, terms.Currency);
        (Threshold, MonthlyLimitMinor) = (terms.Threshold, terms.MonthlyLimitMinor);
        (Consent, ConsentBy, ConsentAt) = (words, buyer.UserId, now);
        (SiteId, SetUpPurchaseId) = (buyer.SiteId, setUpPurchaseId);
        if (setUpPurchaseId is not null)
            ForgetCard();
        StartAnew(setUpPurchaseId is null ? AutoTopUpState.On : AutoTopUpState.Waiting);
    }

    /// <summary>The card was saved by a purchase.</summary>
    internal void Activate(SavedCard card, Purchase by)
    {
        (PaymentMethodId, CardBrand, CardLast4) = (card.Id, card.Brand, card.Last4);
        CardSavedAt = by.CreatedAt.AddTicks(-(by.CreatedAt.Ticks % TimeSpan.TicksPerSecond));
        StartAnew(AutoTopUpState.On);
    }

    /// <summary>The owner switched it off, or never paid for the pack that saves the card.</summary>
    internal void SwitchOff() => StartAnew(AutoTopUpState.Off);

    /// <summary>An instance claims the next charge.</summary>
    internal void Claim(DateTime now)
    {
        if (Problem == AutoTopUpProblem.MonthlyLimit)
            ClearProblem();
        TriedAt = now;
        Version++;
    }

    /// <summary>A charge was paid.</summary>
    internal void Succeed()
    {
        (Declines, NotBefore) = (0, null);
        Version++;
    }

    /// <summary>Declined: the next attempt is after one hour, then six; the third decline in a row stops it.</summary>
    internal void Decline(DateTime now)
    {
        if (State != AutoTopUpState.On)
            return;
        Declines++;
        NotBefore = now + TimeSpan.FromHours(Declines == 1 ? 1 : 6);
        Version++;
        if (Declines >= MostDeclines)
            Stop(AutoTopUpProblem.Declined, now);
    }

    /// <summary>
    /// Stops until the owner agrees again; one e-mail is sent. A dispute replaces a refund as the reason, so that their
    /// order does not matter.
    /// </summary>
    internal void Stop(AutoTopUpProblem problem, DateTime now)
    {
        var isWorse = (Problem, problem) == (AutoTopUpProblem.Refunded, AutoTopUpProblem.Disputed);
        if (State != AutoTopUpState.On && !(State == AutoTopUpState.Stopped && isWorse))
            return;
        State = AutoTopUpState.Stopped;
        Report(problem, now);
    }

    /// <summary>
    /// Who agreed, or saved the card, may no longer buy for the license: it stops, and their card is forgotten.
    /// </summary>
    internal void Withdraw(DateTime now)
    {
        if (State == AutoTopUpState.Waiting)
            SwitchOff();
        Stop(AutoTopUpProblem.PayerLeft, now);
        ForgetCard();
        Version++;
    }

    /// <summary>The next pack would exceed the limit: waits for the next month; one e-mail a month.</summary>
    internal void ReachLimit(DateTime now)
    {
        NotBefore = MonthOf(now).AddMonths(1);
        Report(AutoTopUpProblem.MonthlyLimit, now);
    }

    /// <summary>The license may not buy now.</summary>
    internal void Postpone(DateTime until)
    {
        NotBefore = until;
        Version++;
    }

    /// <summary>The e-mail was queued.</summary>
    internal void EndMail()
    {
        IsMailDue = false;
        Version++;
    }

    /// <summary>The start of the calendar month. UTC.</summary>
    internal static DateTime MonthOf(DateTime now) => new(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);

    private void ForgetCard() =>
        (PaymentMethodId, CardBrand, CardLast4, CardSavedAt) = (null, null, null, null);

    private void StartAnew(AutoTopUpState state)
    {
        (State, Declines, NotBefore) = (state, 0, null);
        ClearProblem();
        Version++;
    }

    private void Report(AutoTopUpProblem problem, DateTime now)
    {
        (Problem, ProblemAt, IsMailDue) = (problem, now, true);
        Version++;
    }

    private void ClearProblem() =>
        (Problem, ProblemAt, IsMailDue) = (null, null, false);
}

/// <summary>A card that Stripe stores for a customer (<c>pm_…</c>).</summary>
internal sealed record SavedCard(string Id, string? Brand, string? Last4);
