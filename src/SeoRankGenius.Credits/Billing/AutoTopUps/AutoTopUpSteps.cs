using SeoRankGenius.Credits.Billing.Purchases;

namespace SeoRankGenius.Credits.Billing.AutoTopUps;

/// <content>Its steps.</content>
public sealed partial class AutoTopUp
{
    /// <summary>Declines in a row that end it.</summary>
    public const int MostDeclines = 3;

    /// <summary>May it charge now, once the pool is low?</summary>
    internal bool IsReady(DateTime now) => State == AutoTopUpState.On && (NotBefore is null || NotBefore <= now);

    internal static AutoTopUp For(Guid poolId, Buyer buyer) =>
        new() { PoolId = poolId, LicenseId = buyer.LicenseId, SiteId = buyer.SiteId };

    /// <summary>The owner agrees; the card is saved by this purchase, or was saved before.</summary>
    internal void Agree(Buyer buyer, AutoTopUpTerms terms, string words, Guid? setUpPurchaseId, DateTime now)
    {
        (Pack, Credits, PriceCents, Currency) = (terms.Pack, terms.Credits, terms.PriceCents, terms.Currency);
        (Threshold, MonthlyLimitCents) = (terms.Threshold, terms.MonthlyLimitCents);
        (Consent, ConsentBy, ConsentAt) = (words, buyer.UserId, now);
        (SiteId, SetUpPurchaseId) = (buyer.SiteId, setUpPurchaseId);
        if (setUpPurchaseId is not null)
            (PaymentMethodId, CardBrand, CardLast4) = (null, null, null);
        StartAnew(setUpPurchaseId is null ? AutoTopUpState.On : AutoTopUpState.Waiting);
    }

    /// <summary>The card is saved.</summary>
    internal void Arm(string paymentMethodId, string? brand, string? last4)
    {
        (PaymentMethodId, CardBrand, CardLast4) = (paymentMethodId, brand, last4);
        StartAnew(AutoTopUpState.On);
    }

    /// <summary>The owner wants no more of it, or never paid for the pack that would have saved the card.</summary>
    internal void SwitchOff() => StartAnew(AutoTopUpState.Off);

    /// <summary>Stripe is asked to charge.</summary>
    internal void Try(DateTime now)
    {
        if (Trouble == AutoTopUpProblem.MonthlyLimit)
            EndTrouble();
        TriedAt = now;
        Version++;
    }

    /// <summary>A charge was paid.</summary>
    internal void Succeed()
    {
        (Declines, NotBefore) = (0, null);
        Version++;
    }

    /// <summary>A charge was declined: waits an hour, then six, and ends with the third in a row.</summary>
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

    /// <summary>Ends until the owner agrees anew; they are told once.</summary>
    internal void Stop(AutoTopUpProblem trouble, DateTime now)
    {
        if (State != AutoTopUpState.On)
            return;
        State = AutoTopUpState.Stopped;
        Tell(trouble, now);
    }

    /// <summary>The next pack would pass the limit: waits for the next month; told once a month.</summary>
    internal void ReachLimit(DateTime now)
    {
        NotBefore = MonthOf(now).AddMonths(1);
        Tell(AutoTopUpProblem.MonthlyLimit, now);
    }

    /// <summary>The license may not buy at the moment.</summary>
    internal void Postpone(DateTime until)
    {
        NotBefore = until;
        Version++;
    }

    /// <summary>An instance takes the e-mail to send it.</summary>
    internal void TakeMail(DateTime now)
    {
        MailTakenAt = now;
        Version++;
    }

    /// <summary>The e-mail was sent.</summary>
    internal void EndMail()
    {
        (IsMailDue, MailTakenAt) = (false, null);
        Version++;
    }

    /// <summary>The first moment of a moment's calendar month.</summary>
    internal static DateTime MonthOf(DateTime now) => new(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);

    private void StartAnew(AutoTopUpState state)
    {
        (State, Declines, NotBefore) = (state, 0, null);
        EndTrouble();
        Version++;
    }

    private void Tell(AutoTopUpProblem trouble, DateTime now)
    {
        (Trouble, TroubleAt, IsMailDue, MailTakenAt) = (trouble, now, true, null);
        Version++;
    }

    private void EndTrouble() =>
        (Trouble, TroubleAt, IsMailDue, MailTakenAt) = (null, null, false, null);
}
