namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>The parameters of POST /v1/checkout/sessions, checked in the order of Stripe's own errors.</summary>
internal static class SessionParameters
{
    /// <summary>Limits of a payment, in minor units of its currency.</summary>
    public const long SmallestAmount = 50, LargestAmount = 99_999_999;

    private static readonly string[] Common =
    [
        "allow_promotion_codes", "automatic_tax[enabled]", "cancel_url", "client_reference_id", "customer",
        "expand[#]", "expires_at", "line_items[#][quantity]", "locale", "metadata[*]", "mode", "success_url",
    ];

    private static readonly string[] OfPayments =
    [
        "allowed_payment_method_types[#]", "customer_email", "invoice_creation[enabled]",
        "line_items[#][price_data][currency]", "line_items[#][price_data][product_data][description]",
        "line_items[#][price_data][product_data][name]", "line_items[#][price_data][tax_behavior]",
        "line_items[#][price_data][unit_amount]", "payment_intent_data[description]",
        "payment_intent_data[metadata][*]", "payment_intent_data[receipt_email]",
        "payment_intent_data[setup_future_usage]", "ui_mode",
    ];

    private static readonly string[] OfSubscriptions =
    [
        "customer_update[address]", "line_items[#][price]", "subscription_data[metadata][*]",
        "subscription_data[trial_period_days]",
    ];

    private static readonly string[] Methods = ["card", "cashapp", "link", "paypal", "sepa_debit", "us_bank_account"];

    public static CheckoutSession Read(SandboxState state, ApiCall call, DateTimeOffset now)
    {
        var fields = call.Fields;
        var isPlan = fields["mode"] == "subscription";
        fields.RefuseOthersThan(Common.Concat(isPlan ? OfSubscriptions : OfPayments));
        CheckMode(fields);
        var price = isPlan ? Price(state, fields) : null;
        var trialDays = (int)(fields.Integer("subscription_data[trial_period_days]", 1, 730) ?? 0);
        var indexes = fields.Under("line_items");
        var id = Store.NewId(isPlan ? "cs_test_b1" : "cs_test_a1", 56);
        var session = new CheckoutSession
        {
            Id = id,
            Url = $"{call.BaseUrl}/c/pay/{id}",
            CreatedAt = now,
            ExpiresAt = ExpiresAt(fields, now),
            SuccessUrl = fields.Url("success_url") ?? fields.Required("success_url"),
            CancelUrl = fields.Url("cancel_url"),
            ClientReferenceId = fields.Text("client_reference_id", 200),
            // Stripe would create a customer for a subscription; the sandbox requires one.
            Customer = isPlan ? fields.Required("customer") : Customer(fields),
            CustomerEmail = fields.Email("customer_email"),
            Locale = fields.Text("locale", 10),
            SetupFutureUsage = fields.OneOf("payment_intent_data[setup_future_usage]", "off_session", "on_session"),
            AllowPromotionCodes = fields.Boolean("allow_promotion_codes"),
            AutomaticTax = fields.Boolean("automatic_tax[enabled]") ?? false,
            InvoiceCreation = fields.Boolean("invoice_creation[enabled]") ?? false,
            PaymentDescription = fields.Text("payment_intent_data[description]", 1000),
            Metadata = fields.Metadata("metadata"),
            ReceiptEmail = fields.Email("payment_intent_data[receipt_email]"),
            PaymentMetadata = fields.Metadata("payment_intent_data[metadata]"),
            PaymentMethodTypes = isPlan ? ["card"] : MethodTypes(fields),
            Currency = price?.Currency ?? OneCurrency(fields, indexes),
            Items = price is null
                ? [.. indexes.Select(index => Item(fields, $"line_items[{index}]"))]
                : [Item(price, trialDays)],
            Terms = price is null
                ? null
                : new SubscriptionTerms(price.Id, trialDays, fields.Metadata("subscription_data[metadata]")),
        };
        if (!isPlan)
            CheckTotal(session);
        return session;
    }

    private static void CheckMode(FormFields fields)
    {
        var mode = fields.OneOf("mode", "payment", "setup", "subscription") ?? fields.Required("mode");
        if (mode == "setup")
            throw StripeError.Invalid("mode", "The sandbox does not support the setup mode.");
        fields.OneOf("ui_mode", "hosted_page");
    }

    private static RecurringPrice Price(SandboxState state, FormFields fields)
    {
        const string item = "line_items[0]";
        if (fields.Under("line_items") is not ["0"] || fields.Integer(item + "[quantity]", 1, 999_999) is not 1)
            throw StripeError.Invalid("line_items", "The sandbox sells one plan in a session.");
        return PricesApi.Resource.Require(state, fields.Required(item + "[price]"), item + "[price]");
    }

    private static DateTimeOffset ExpiresAt(FormFields fields, DateTimeOffset now)
    {
        if (fields.Integer("expires_at", 0, int.MaxValue * 2L) is not { } seconds)
            return now.AddHours(24);
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        // Five seconds of tolerance: the caller's clock has whole seconds, and a request takes time.
        if (at < now.AddMinutes(30).AddSeconds(-5))
            throw StripeError.Invalid("expires_at", "The `expires_at` timestamp must be at least 30 minutes from " +
                "Checkout Session creation.");
        if (at > now.AddHours(24).AddSeconds(5))
            throw StripeError.Invalid("expires_at", "The `expires_at` timestamp must be less than 24 hours from " +
                "Checkout Session creation.");
        return at;
    }

    private static string? Customer(FormFields fields)
    {
        var customer = fields.Text("customer");
        if (customer is not null && fields["customer_email"] is not null)
            throw StripeError.Invalid(
                "customer", "You may only specify one of these parameters: customer, customer_email.");
        return customer;
    }

    private static List<string> MethodTypes(FormFields fields)
    {
        foreach (var index in fields.Under("allowed_payment_method_types"))
            fields.OneOf($"allowed_payment_method_types[{index}]", Methods);
        var types = fields.List("allowed_payment_method_types");
        return types.Count == 0 ? ["card", "us_bank_account"] : types;
    }

    private static string OneCurrency(FormFields fields, IReadOnlyList<string> indexes)
    {
        if (indexes.Count == 0)
            throw StripeError.Invalid(
                "line_items", "You must provide line_items in payment mode.", "parameter_missing");
        if (indexes.Count > 100)
            throw StripeError.Invalid("line_items", "You can have at most 100 line_items.");
        var currencies = indexes
            .Select(index => fields.Currency($"line_items[{index}][price_data][currency]"))
            .Distinct()
            .ToList();
        return currencies.Count == 1
            ? currencies[0]
            : throw StripeError.Invalid("line_items", "All line items must have the same currency.");
    }

    private static LineItem Item(FormFields fields, string at)
    {
        fields.OneOf(at + "[price_data][tax_behavior]", "exclusive", "inclusive", "unspecified");
        return new LineItem
        {
            Id = Store.NewId("li_1"),
            PriceId = Store.NewId("price_1"),
            ProductId = Store.NewId("prod_", 14),
            Quantity = fields.Required(at + "[quantity]", 1, 999_999),
            UnitAmount = fields.Required(at + "[price_data][unit_amount]", 0, LargestAmount),
            Name = fields.Required(at + "[price_data][product_data][name]"),
            Description = fields.Text(at + "[price_data][product_data][description]"),
        };
    }

    // During a trial nothing is due.
    private static LineItem Item(RecurringPrice price, int trialDays) => new()
    {
        Id = Store.NewId("li_1"),
        PriceId = price.Id,
        ProductId = price.ProductId,
        Name = price.Name,
        Description = trialDays > 0
            ? $"{trialDays} days free, then {new Money(price.Amount, price.Currency)} per {price.Interval}"
            : $"per {price.Interval}",
        UnitAmount = trialDays > 0 ? 0 : price.Amount,
        Quantity = 1,
    };

    private static void CheckTotal(CheckoutSession session)
    {
        var total = Amounts.Of(session).Total;
        if (total is > 0 and < SmallestAmount)
            throw StripeError.Invalid(null, "The Checkout Session's total amount due must add up to at least " +
                $"{new Money(SmallestAmount, session.Currency)} {session.Currency}", "amount_too_small");
        if (total > LargestAmount)
            throw StripeError.Invalid(null, "The Checkout Session's total amount must be no more than " +
                $"{new Money(LargestAmount, session.Currency)}", "amount_too_large");
    }
}
