using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>What POST /v1/checkout/sessions takes in subscription mode.</summary>
internal static class PlanSessionParameters
{
    private static readonly string[] Known =
    [
        "allow_promotion_codes", "automatic_tax[enabled]", "cancel_url", "client_reference_id", "customer",
        "customer_update[address]", "expand[#]", "expires_at", "line_items[#][price]", "line_items[#][quantity]",
        "locale", "metadata[*]", "mode", "subscription_data[metadata][*]", "subscription_data[trial_period_days]",
        "success_url",
    ];

    public static CheckoutSession Read(SandboxState state, FormFields fields, DateTimeOffset now, string origin)
    {
        fields.RefuseOthersThan(Known);
        var price = Price(state, fields);
        var trialDays = (int)(Check.Integer(fields, "subscription_data[trial_period_days]", 1, 730) ?? 0);
        var id = Store.NewId("cs_test_b1", 56);
        return new CheckoutSession
        {
            Id = id,
            Url = $"{origin}/c/pay/{id}",
            CreatedAt = now,
            ExpiresAt = SessionParameters.ExpiresAt(fields, now),
            SuccessUrl = Check.Url(fields, "success_url") ?? Check.Required(fields, "success_url"),
            CancelUrl = Check.Url(fields, "cancel_url"),
            ClientReferenceId = Check.Text(fields, "client_reference_id", 200),
            // Stripe would make one by itself; whoever has none here gets none.
            Customer = Check.Required(fields, "customer"),
            Locale = Check.Text(fields, "locale", 10),
            AllowPromotionCodes = Check.Boolean(fields, "allow_promotion_codes"),
            AutomaticTax = Check.Boolean(fields, "automatic_tax[enabled]") ?? false,
            Metadata = Check.Metadata(fields, "metadata"),
            PaymentMethodTypes = ["card"],
            Currency = price.Currency,
            Items = [Item(price, trialDays)],
            Terms = new SubscriptionTerms(
                price.Id, trialDays, Check.Metadata(fields, "subscription_data[metadata]")),
        };
    }

    private static RecurringPrice Price(SandboxState state, FormFields fields)
    {
        if (fields.Under("line_items") is not ["0"])
            throw StripeFailure.Invalid("line_items", "The sandbox sells one plan in a session.");
        if (Check.Integer(fields, "line_items[0][quantity]", 1, 999_999) is not 1)
            throw StripeFailure.Invalid("line_items[0][quantity]", "The sandbox sells a plan once in a session.");
        var id = Check.Required(fields, "line_items[0][price]");
        return state.Prices.Find(price => price.Id == id)
            ?? throw StripeFailure.Missing("price", id, "line_items[0][price]", 400);
    }

    // During a trial nothing is due, so nothing stands on the page.
    private static LineItem Item(RecurringPrice price, int trialDays) => new()
    {
        Id = Store.NewId("li_1"),
        PriceId = price.Id,
        ProductId = price.ProductId,
        Name = price.Name,
        Description = trialDays > 0
            ? $"{trialDays} days free, then {Currency.Format(price.AmountCents, price.Currency)} per {price.Interval}"
            : $"per {price.Interval}",
        UnitAmountCents = trialDays > 0 ? 0 : price.AmountCents,
        Quantity = 1,
    };
}
