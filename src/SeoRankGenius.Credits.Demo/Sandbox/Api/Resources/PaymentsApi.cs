namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Payment intents and charges: their routes and their JSON.</summary>
internal sealed class PaymentsApi(SavedCards cards)
{
    public const string Path = "/v1/payment_intents";

    public static readonly Resource<Payment> Resource = new(
        "payment_intent", "intent", ["latest_charge", "latest_charge.refunds", "payment_method", "customer"],
        state => state.Payments, Write);

    public static readonly Resource<Charge> ChargeResource = new(
        "charge", "id", ["payment_intent", "refunds"], state => state.Charges, Write);

    private const string CardDetails = """
        {"brand":"visa","checks":{"cvc_check":"pass"},"country":"US","exp_month":12,"exp_year":2034,
        "fingerprint":"sandbox","funding":"credit","network":"visa","regulated_status":"unregulated"}
        """;

    private const string BankDetails = """
        {"account_holder_type":"individual","account_type":"checking","bank_name":"STRIPE TEST BANK",
        "fingerprint":"sandbox","routing_number":"110000000"}
        """;

    private const string Declined = """
        {"advice_code":"try_again_later","network_status":"declined_by_network","reason":"generic_decline",
        "seller_message":"The bank did not return any further details.","type":"issuer_declined"}
        """;

    private const string Authorized = """
        {"network_status":"approved_by_network","seller_message":"Payment complete.","type":"authorized"}
        """;

    public void Map(ApiEndpoints api)
    {
        api.Post(Path, Create);
        api.List(Path, Resource, ["customer"], fields =>
        {
            var customer = fields.Text("customer");
            return payment => customer is null || payment.CustomerId == customer;
        });
        api.Get(Path + "/{id}", Resource.Get);
        api.Get("/v1/charges/{id}", ChargeResource.Get);
    }

    public static string FailureCode(Charge charge) => charge switch
    {
        { MethodType: not "card" } => "payment_intent_payment_attempt_failed",
        { DeclineCode: "authentication_required" } => "authentication_required",
        _ => "card_declined",
    };

    public static string FailureMessage(Charge charge) => charge switch
    {
        { MethodType: not "card" } => "The customer's account has insufficient funds to cover this payment.",
        { DeclineCode: "authentication_required" } =>
            "Your card was declined. This transaction requires authentication.",
        _ => "Your card was declined.",
    };

    // The sandbox's checkout creates its own; here one is created and confirmed off session, in one step.
    private JsonObject Create(ApiCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(
            "amount", "confirm", "currency", "customer", "description", "expand[#]", "metadata[*]", "off_session",
            "payment_method", "receipt_email");
        var amount = fields.Required("amount", 1, SessionParameters.LargestAmount);
        if (amount < SessionParameters.SmallestAmount)
            throw StripeError.Invalid("amount", "Amount must be at least $0.50 usd", "amount_too_small");
        if (fields.Boolean("confirm") != true || fields.Boolean("off_session") != true)
            throw StripeError.Invalid(
                "confirm", "The sandbox supports payment intents that are confirmed at once and off session only.");
        return cards.Charge(
            new ChargeRequest(
                amount,
                fields.Currency("currency"),
                fields.Required("customer"),
                fields.Required("payment_method"),
                fields.Text("description", 1000),
                fields.Email("receipt_email"),
                fields.Metadata("metadata"),
                call.BaseUrl),
            Expansion.Read(fields, Resource.Expandable),
            call.Origin);
    }

    private static JsonObject Write(SandboxState state, Payment payment, Expansion expand)
    {
        var charge = state.Charges.Find(c => c.Id == payment.LatestChargeId);
        var isUnpaid = payment.Status == "requires_payment_method";
        return Json.Of(new
        {
            payment.Id, Object = "payment_intent", payment.Amount, AmountCapturable = 0,
            AmountReceived = payment.Status == "succeeded" ? payment.Amount : 0, CaptureMethod = "automatic_async",
            ClientSecret = payment.Id + "_secret_sandbox", ConfirmationMethod = "automatic",
            Created = payment.CreatedAt, payment.Currency,
            Customer = CustomersApi.Resource.Reference(state, payment.CustomerId, expand.Into("customer")),
            payment.Description,
            LastPaymentError = isUnpaid && charge?.Status == "failed" ? LastError(state, charge) : null,
            LatestCharge = ChargeResource.Reference(state, payment.LatestChargeId, expand.Into("latest_charge")),
            Livemode = false, payment.Metadata,
            // A declined payment method is detached: the next attempt has its own.
            PaymentMethod = isUnpaid ? null : CustomersApi.MethodResource.Reference(
                state, payment.PaymentMethodId, expand.Into("payment_method")),
            PaymentMethodTypes = new[] { payment.MethodType }, payment.ReceiptEmail, payment.SetupFutureUsage,
            payment.Status,
        });
    }

    private static JsonObject Write(SandboxState state, Charge charge, Expansion expand)
    {
        var refunded = state.Refunded(charge);
        var isFailed = charge.Status == "failed";
        var details = Json.Of(charge.MethodType == "card" ? CardDetails : BankDetails, new { charge.Last4 });
        var json = Json.Of(new
        {
            charge.Id, Object = "charge", charge.Amount, AmountCaptured = isFailed ? 0 : charge.Amount,
            AmountRefunded = refunded, BillingDetails = Json.BillingDetails(charge.Email),
            CalculatedStatementDescriptor = "SANDBOX", Captured = !isFailed, Created = charge.CreatedAt,
            charge.Currency, Customer = charge.CustomerId, charge.Description,
            Disputed = state.Disputes.Exists(dispute => dispute.ChargeId == charge.Id),
            FailureCode = isFailed ? FailureCode(charge) : null,
            FailureMessage = isFailed ? FailureMessage(charge) : null, Livemode = false, charge.Metadata,
            Outcome = Json.Parse(isFailed ? Declined : Authorized), Paid = charge.Status == "succeeded",
            PaymentIntent = Resource.Reference(state, charge.PaymentId, expand.Into("payment_intent")),
            PaymentMethod = charge.PaymentMethodId,
            PaymentMethodDetails = new JsonObject { ["type"] = charge.MethodType, [charge.MethodType] = details },
            ReceiptUrl = isFailed ? null : charge.ReceiptUrl, Refunded = refunded > 0 && refunded == charge.Amount,
            charge.Status,
        });
        if (expand.Into("refunds") is not null)
            json["refunds"] = Json.Of(Json.Embedded(
                state.Refunds.AsEnumerable().Reverse().Where(refund => refund.ChargeId == charge.Id).ToList(),
                $"/v1/charges/{charge.Id}/refunds",
                refund => RefundsApi.Resource.Write(state, refund, Expansion.None)));
        return json;
    }

    private static JsonObject LastError(SandboxState state, Charge charge)
    {
        var isCard = charge.MethodType == "card";
        return Json.Of(new
        {
            Type = isCard ? "card_error" : "invalid_request_error", Charge = charge.Id, Code = FailureCode(charge),
            DeclineCode = isCard ? charge.DeclineCode ?? "generic_decline" : null, Message = FailureMessage(charge),
            PaymentMethod = CustomersApi.MethodResource.Reference(state, charge.PaymentMethodId, Expansion.None),
        }).OmitNulls("decline_code");
    }
}
