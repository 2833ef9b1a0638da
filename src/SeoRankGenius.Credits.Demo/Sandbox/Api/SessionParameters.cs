using System.Globalization;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>What POST /v1/checkout/sessions takes, in the order Stripe's own checks were seen to refuse.</summary>
internal static class SessionParameters
{
    private const long LargestAmountCents = 99_999_999;
    private const long SmallestAmountCents = 50;

    private static readonly string[] Known =
    [
        "allow_promotion_codes", "automatic_tax[enabled]", "cancel_url", "client_reference_id", "customer",
        "customer_email", "expand[#]", "expires_at", "invoice_creation[enabled]", "locale", "metadata[*]", "mode",
        "payment_intent_data[description]", "payment_intent_data[metadata][*]",
        "payment_intent_data[setup_future_usage]", "allowed_payment_method_types[#]",
        "success_url", "ui_mode",
    ];

    private static readonly string[] KnownOfItems =
    [
        "[quantity]", "[price_data][currency]", "[price_data][unit_amount]", "[price_data][tax_behavior]",
        "[price_data][product_data][name]", "[price_data][product_data][description]",
    ];

    private static readonly string[] DefaultMethods = ["card", "us_bank_account"];

    private static readonly string[] Methods = ["card", "cashapp", "link", "paypal", "sepa_debit", "us_bank_account"];

    public static CheckoutSession Read(FormFields fields, DateTimeOffset now, string origin)
    {
        var indexes = fields.Under("line_items");
        fields.RefuseOthersThan(Known.Concat(
            indexes.SelectMany(_ => KnownOfItems).Distinct().Select(name => "line_items[#]" + name)));
        RequirePaymentMode(fields);
        var id = Store.NewId("cs_test_a1", 56);
        var session = new CheckoutSession
        {
            Id = id,
            Url = $"{origin}/c/pay/{id}",
            CreatedAt = now,
            ExpiresAt = ExpiresAt(fields, now),
            SuccessUrl = Check.Url(fields, "success_url") ?? Check.Required(fields, "success_url"),
            CancelUrl = Check.Url(fields, "cancel_url"),
            ClientReferenceId = Check.Text(fields, "client_reference_id", 200),
            Customer = Customer(fields),
            CustomerEmail = Check.Email(fields, "customer_email"),
            Locale = Check.Text(fields, "locale", 10),
            SetupFutureUsage = Check.OneOf(
                fields, "payment_intent_data[setup_future_usage]", "off_session", "on_session"),
            AllowPromotionCodes = Check.Boolean(fields, "allow_promotion_codes"),
            AutomaticTax = Check.Boolean(fields, "automatic_tax[enabled]") ?? false,
            InvoiceCreation = Check.Boolean(fields, "invoice_creation[enabled]") ?? false,
            PaymentDescription = Check.Text(fields, "payment_intent_data[description]", 1000),
            Metadata = Check.Metadata(fields, "metadata"),
            PaymentMetadata = Check.Metadata(fields, "payment_intent_data[metadata]"),
            PaymentMethodTypes = MethodTypes(fields),
            Currency = OneCurrency(fields, indexes),
            Items = [.. indexes.Select(index => Item(fields, $"line_items[{index}]"))],
        };
        RefuseTotal(session);
        return session;
    }

    private static void RequirePaymentMode(FormFields fields)
    {
        var mode = Check.OneOf(fields, "mode", "payment", "setup", "subscription") ?? Check.Required(fields, "mode");
        if (mode != "payment")
            throw StripeFailure.Invalid("mode", $"The sandbox knows no {mode} mode.");
        Check.OneOf(fields, "ui_mode", "hosted_page");
    }

    internal static DateTimeOffset ExpiresAt(FormFields fields, DateTimeOffset now)
    {
        if (Check.Integer(fields, "expires_at", 0, int.MaxValue * 2L) is not { } seconds)
            return now.AddHours(24);
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        // The caller's clock has whole seconds and the request took its time.
        if (at < now.AddMinutes(30).AddSeconds(-5))
            throw StripeFailure.Invalid("expires_at", "The `expires_at` timestamp must be at least 30 minutes from " +
                "Checkout Session creation.");
        if (at > now.AddHours(24).AddSeconds(5))
            throw StripeFailure.Invalid("expires_at", "The `expires_at` timestamp must be less than 24 hours from " +
                "Checkout Session creation.");
        return at;
    }

    private static string? Customer(FormFields fields)
    {
        var customer = Check.Text(fields, "customer");
        if (customer is not null && fields["customer_email"] is not null)
            throw StripeFailure.Invalid(
                "customer", "You may only specify one of these parameters: customer, customer_email.");
        return customer;
    }

    private static List<string> MethodTypes(FormFields fields)
    {
        foreach (var index in fields.Under("allowed_payment_method_types"))
            Check.OneOf(fields, $"allowed_payment_method_types[{index}]", Methods);
        var types = fields.List("allowed_payment_method_types");
        return types.Count == 0 ? [.. DefaultMethods] : types;
    }

    private static string OneCurrency(FormFields fields, IReadOnlyList<string> indexes)
    {
        if (indexes.Count == 0)
            throw StripeFailure.Invalid(
                "line_items", "You must provide line_items in payment mode.", "parameter_missing");
        if (indexes.Count > 100)
            throw StripeFailure.Invalid("line_items", "You can have at most 100 line_items.");
        var currencies = indexes
            .Select(index => Currency.Read(fields, $"line_items[{index}][price_data][currency]"))
            .Distinct()
            .ToList();
        return currencies.Count == 1
            ? currencies[0]
            : throw StripeFailure.Invalid("line_items", "All line items must have the same currency.");
    }

    private static LineItem Item(FormFields fields, string at)
    {
        long Required(string name, long min, long max) =>
            Check.Integer(fields, at + name, min, max) ?? long.Parse(Check.Required(fields, at + name), null);

        Check.OneOf(fields, at + "[price_data][tax_behavior]", "exclusive", "inclusive", "unspecified");
        return new LineItem
        {
            Id = Store.NewId("li_1"),
            PriceId = Store.NewId("price_1"),
            ProductId = Store.NewId("prod_", 14),
            Quantity = Required("[quantity]", 1, 999_999),
            UnitAmountCents = Required("[price_data][unit_amount]", 0, LargestAmountCents),
            Name = Check.Required(fields, at + "[price_data][product_data][name]"),
            Description = Check.Text(fields, at + "[price_data][product_data][description]"),
        };
    }

    private static void RefuseTotal(CheckoutSession session)
    {
        var total = Amounts.Of(session).Total;
        if (total is > 0 and < SmallestAmountCents)
            throw StripeFailure.Invalid(null, "The Checkout Session's total amount due must add up to at least " +
                $"{Currency.Format(SmallestAmountCents, session.Currency)} {session.Currency}", "amount_too_small");
        if (total > LargestAmountCents)
            throw StripeFailure.Invalid(null, "The Checkout Session's total amount must be no more than " +
                $"{Currency.Format(LargestAmountCents, session.Currency)}", "amount_too_large");
    }
}

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

/// <summary>The currencies that Stripe takes, in the order its message names them.</summary>
internal static class Currency
{
    private static readonly string[] Known = (
        "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf " +
        "chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf " +
        "idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop " +
        "mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd " +
        "scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof " +
        "xpf yer zar zmw").Split(' ');

    private static readonly string[] WithoutCents =
        "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".Split(' ');

    public static string Read(FormFields fields, string name)
    {
        // Whoever sends upper case means the right one; Stripe takes it and answers in lower case.
        var currency = Check.Required(fields, name).ToLowerInvariant();
        return Known.Contains(currency)
            ? currency
            : throw StripeFailure.Invalid(name, $"Invalid currency: {currency}. Stripe currently supports these " +
                $"currencies: {string.Join(", ", Known)}");
    }

    /// <summary>For people: 500 usd → $5.00, 500 jpy → 500 JPY.</summary>
    public static string Format(long amount, string currency)
    {
        var text = WithoutCents.Contains(currency)
            ? amount.ToString("N0", CultureInfo.InvariantCulture)
            : (amount / 100m).ToString("N2", CultureInfo.InvariantCulture);
        return currency == "usd" ? "$" + text : $"{text} {currency.ToUpperInvariant()}";
    }
}
