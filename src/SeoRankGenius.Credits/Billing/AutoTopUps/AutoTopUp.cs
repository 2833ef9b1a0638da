using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <summary>
/// What an owner agreed to for one pool: which pack is bought when it falls below a threshold, and how much of that a
/// month. Changed only through its methods, each a step of its life; a concurrency token keeps two instances from
/// taking the same step.
/// </summary>
public sealed partial class AutoTopUp
{
    private AutoTopUp()
    {
    }

    public Guid PoolId { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>The pool's site; for a Shared pool the site on whose page it was set up.</summary>
    public Guid SiteId { get; private set; }

    public AutoTopUpState State { get; private set; }

    /// <summary>What was agreed to.</summary>
    public AutoTopUpTerms Terms => new()
    {
        Pack = Pack,
        Credits = Credits,
        PriceCents = PriceCents,
        Currency = Currency,
        Threshold = Threshold,
        MonthlyLimitCents = MonthlyLimitCents,
    };

    /// <inheritdoc cref="AutoTopUpTerms.Pack"/>
    public string Pack { get; private set; } = "";

    /// <inheritdoc cref="AutoTopUpTerms.Credits"/>
    public long Credits { get; private set; }

    /// <inheritdoc cref="AutoTopUpTerms.PriceCents"/>
    public long PriceCents { get; private set; }

    /// <inheritdoc cref="AutoTopUpTerms.Currency"/>
    public string Currency { get; private set; } = "";

    /// <inheritdoc cref="AutoTopUpTerms.Threshold"/>
    public long Threshold { get; private set; }

    /// <inheritdoc cref="AutoTopUpTerms.MonthlyLimitCents"/>
    public long MonthlyLimitCents { get; private set; }

    /// <summary>The user who agreed.</summary>
    public Guid ConsentBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ConsentAt { get; private set; }

    /// <summary>The words that were agreed to.</summary>
    public string Consent { get; private set; } = "";

    /// <summary>The purchase that saves the card; null when none was needed.</summary>
    public Guid? SetUpPurchaseId { get; private set; }

    /// <summary>The saved card, Stripe's <c>pm_…</c>; null before there is one.</summary>
    public string? PaymentMethodId { get; private set; }

    /// <summary>For display: <c>visa</c>.</summary>
    public string? CardBrand { get; private set; }

    /// <summary>For display.</summary>
    public string? CardLast4 { get; private set; }

    /// <summary>In a row.</summary>
    public int Declines { get; private set; }

    /// <summary>No new charge before; UTC, null for none.</summary>
    public DateTime? NotBefore { get; private set; }

    /// <summary>When Stripe was last asked to charge. UTC.</summary>
    public DateTime? TriedAt { get; private set; }

    public AutoTopUpProblem? Trouble { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? TroubleAt { get; private set; }

    /// <summary>Is the e-mail about the trouble still to be sent?</summary>
    public bool IsMailDue { get; private set; }

    /// <summary>Which instance's turn it is to send, by when it took it. UTC.</summary>
    public DateTime? MailTakenAt { get; private set; }

    /// <summary>Counts the steps: a concurrency token.</summary>
    public int Version { get; private set; }

    public PoolKind Kind => PoolId == LicenseId ? PoolKind.Shared : PoolKind.Domain;
}
