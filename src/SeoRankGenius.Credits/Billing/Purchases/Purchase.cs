using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Refunds;
using System.Data.Common;

namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>
/// The status of a purchase. It only moves down this list, so late, repeated or reordered events end in the same
/// state.
/// </summary>
public enum PurchaseStatus
{
    /// <summary>Committed; the checkout is open or being created.</summary>
    Open,

    /// <summary>The checkout is complete; a delayed payment, such as a bank debit, is under way.</summary>
    Pending,

    /// <summary>The checkout expired, failed or could not be created: nothing was charged.</summary>
    Failed,

    /// <summary>Paid, and the credits are in the pool. Final.</summary>
    Paid,
}

/// <summary>How a purchase is paid.</summary>
public enum PurchaseKind
{
    /// <summary>By the buyer on Stripe's page.</summary>
    Checkout,

    /// <summary>By the buyer on Stripe's page, which saves the card for automatic top-ups.</summary>
    SetUp,

    /// <summary>By the saved card, off session.</summary>
    Automatic,
}

/// <summary>
/// One pack bought for one site. Committed before Stripe is called; it fixes pool, credits, price and currency, and
/// determines what is credited.
/// </summary>
public sealed class Purchase : PaidCredits, ICheckout
{
    private Purchase()
    {
    }

    /// <summary>
    /// Stripe's <c>client_reference_id</c>, the idempotency key of its session, and part of its ledger cause.
    /// </summary>
    public Guid Id { get; private set; }

    public Guid SiteId { get; private set; }

    /// <summary>The user who chose Buy Now, or agreed to automatic top-ups.</summary>
    public Guid BuyerId { get; private set; }

    public PurchaseKind Kind { get; private set; }

    /// <summary>The pool whose automatic top-up it sets up or belongs to; null for any other purchase.</summary>
    public Guid? TopUpPoolId { get; private set; }

    /// <summary>The saved card of an automatic purchase, Stripe's <c>pm_…</c>; else null.</summary>
    public string? PaymentMethodId { get; private set; }

    /// <summary>The catalog's pack at the time.</summary>
    public string Pack { get; private set; } = "";

    /// <summary>The Domain pool becomes Shared when the site was removed and its credits went there.</summary>
    public PoolKind Pool { get; internal set; }

    /// <summary>The list price in whole minor units, before tax and promotion codes.</summary>
    public long PriceMinor { get; private set; }

    /// <summary>Concurrency token.</summary>
    public PurchaseStatus Status { get; internal set; }

    /// <summary>Why it failed, as a sentence; null otherwise.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Stripe's <c>cs_…</c>; null until Stripe has answered.</summary>
    public string? StripeSessionId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When the checkout expires. UTC, whole seconds.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>When the credits were posted. UTC; null until paid.</summary>
    public DateTime? PaidAt { get; internal set; }

    public override Guid PoolId => Pool.Id(LicenseId, SiteId);

    public override string Cause => $"purchase:{Id:N}";

    internal override bool IsCredited => Status == PurchaseStatus.Paid;

    internal override string Key => $"{Id:N}";

    internal override PaidSource Source => PaidSource.Purchase(Id);

    public override long RefundableMinor => StripePaymentIntentId is null ? 0 : base.RefundableMinor;

    /// <summary>Is there a session or a payment to read back from Stripe?</summary>
    internal bool IsAtStripe => (StripeSessionId ?? StripePaymentIntentId) is not null;

    internal static Purchase Of(
        Pack pack, string currency, Buyer buyer, DateTime now, TimeSpan open, bool savesCard = false) => new()
    {
        Kind = savesCard ? PurchaseKind.SetUp : PurchaseKind.Checkout,
        TopUpPoolId = savesCard ? pack.Pool.Id(buyer.LicenseId, buyer.SiteId) : null,
        Id = Guid.CreateVersion7(now),
        LicenseId = buyer.LicenseId,
        SiteId = buyer.SiteId,
        BuyerId = buyer.UserId,
        Pack = pack.Code,
        Pool = pack.Pool,
        Credits = pack.Credits,
        PriceMinor = pack.PriceMinor,
        Currency = currency,
        CreatedAt = now,
        ExpiresAt = Seconds(now + open),
    };

    /// <summary>The purchase of an automatic top-up. The charge may be repeated until it expires.</summary>
    internal static Purchase Of(AutoTopUp topUp, DateTime now, TimeSpan open) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = PurchaseKind.Automatic,
        TopUpPoolId = topUp.PoolId,
        PaymentMethodId = topUp.PaymentMethodId,
        LicenseId = topUp.LicenseId,
        SiteId = topUp.SiteId,
        BuyerId = topUp.ConsentBy,
        Pack = topUp.Pack,
        Pool = topUp.Kind,
        Credits = topUp.Credits,
        PriceMinor = topUp.PriceMinor,
        Currency = topUp.Currency,
        CreatedAt = now,
        ExpiresAt = Seconds(now + open),
    };

    // In the order of PurchaseRow's columns.
    internal static Purchase Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        LicenseId = row.GetGuid(1),
        SiteId = row.GetGuid(2),
        BuyerId = row.GetGuid(3),
        Pack = row.GetString(4),
        Pool = row.Word<PoolKind>(5),
        Credits = row.GetInt64(6),
        PriceMinor = row.GetInt64(7),
        Currency = row.GetString(8),
        Status = row.Word<PurchaseStatus>(9),
        Reason = row.Text(10),
        StripeSessionId = row.Text(11),
        StripePaymentIntentId = row.Text(12),
        CreatedAt = row.Utc(13)!.Value,
        ExpiresAt = row.Utc(14)!.Value,
        PaidAt = row.Utc(15),
        PaidMinor = row.IsDBNull(16) ? null : row.GetInt64(16),
        RefundedMinor = row.GetInt64(17),
        DisputedMinor = row.GetInt64(18),
        CreditsTaken = row.GetInt64(19),
        Shortfall = row.GetInt64(20),
        Returns = row.GetInt32(21),
        ShortfallAt = row.Utc(25),
        Kind = row.Word<PurchaseKind>(22),
        TopUpPoolId = row.Id(23),
        PaymentMethodId = row.Text(24),
    };

    private static DateTime Seconds(DateTime at) =>
        new(at.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);

    object ICheckout.Terms => (Pack, Pool, Credits, PriceMinor, BuyerId);

    bool ICheckout.IsFailed => Status == PurchaseStatus.Failed;

    void ICheckout.Fail(string reason) => Advance(PurchaseStatus.Failed, reason);

    /// <summary>Why an amount does not match the purchase, as a sentence; null when it does.</summary>
    internal string? AmountMismatch(string label, long? minor, string? currency) =>
        !string.Equals(currency, Currency, StringComparison.OrdinalIgnoreCase)
            ? $"Currency {currency}, sold in {Currency}."
            : minor == PriceMinor
                ? null
                : $"{label} {new Money(minor ?? 0, Currency)}, sold for {new Money(PriceMinor, Currency)}.";

    /// <summary>Moves down the list of <see cref="PurchaseStatus"/>, never up.</summary>
    internal bool Advance(PurchaseStatus status, string? reason = null)
    {
        if (status <= Status)
            return false;
        Status = status;
        Reason = reason;
        return true;
    }
}

/// <summary>The buyer, and the site that is bought for.</summary>
public sealed record Buyer(Guid UserId, string Email, Guid SiteId, string Domain, Guid LicenseId);
