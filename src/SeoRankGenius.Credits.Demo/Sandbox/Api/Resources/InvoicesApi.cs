namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Invoices of subscriptions and of one-time payments: their route and their JSON.</summary>
internal static class InvoicesApi
{
    public static readonly Resource<Invoice> Resource =
        new("invoice", "invoice", ["payments"], state => state.Invoices, Write);

    private const string Constants = """
        {"account_country":"US","account_name":"SEO Rank Genius","amount_overpaid":0,"amount_shipping":0,
        "automatic_tax":{"enabled":false},"collection_method":"charge_automatically","default_tax_rates":[],
        "discounts":[],"issuer":{"type":"self"},"livemode":false,"metadata":{},"payment_settings":{},
        "post_payment_credit_notes_amount":0,"pre_payment_credit_notes_amount":0,"starting_balance":0}
        """;

    private static readonly Resource<Invoice> Payments = new(
        "invoice_payment", "id", [], state => state.Invoices.FindAll(invoice => invoice.PaymentId is not null),
        (_, invoice, _) => Payment(invoice));

    public static void Map(ApiEndpoints api)
    {
        api.Get("/v1/invoices/{id}", Resource.Get);
        api.List("/v1/invoices", Resource, ["customer", "status", "subscription"], fields =>
        {
            var (customer, status) = (fields.Text("customer"), fields.Text("status"));
            var subscription = fields.Text("subscription");
            return i => i.CustomerId == (customer ?? i.CustomerId) && i.Status == (status ?? i.Status)
                && i.SubscriptionId == (subscription ?? i.SubscriptionId);
        });
        api.Get("/v1/invoices/{id}/lines", (state, call) =>
        {
            var invoice = Resource.Find(state, call.Id);
            return Lists.Page(call, "line_item", invoice.Lines, line => line.Id, line => Line(invoice, line));
        });
        api.List(
            "/v1/invoice_payments", Payments, ["invoice", "payment[payment_intent]", "payment[type]", "status"],
            fields =>
            {
                var (invoice, payment) = (fields.Text("invoice"), fields.Text("payment[payment_intent]"));
                return i => i.Id == (invoice ?? i.Id) && i.PaymentId == (payment ?? i.PaymentId);
            });
    }

    private static JsonObject Payment(Invoice invoice)
    {
        var isPaid = invoice.Status == "paid";
        return Json.Of(new
        {
            Id = "inpay_1" + invoice.Id[4..], Object = "invoice_payment", AmountPaid = isPaid ? invoice.Due : 0,
            AmountRequested = invoice.Due, Created = invoice.CreatedAt, invoice.Currency, Invoice = invoice.Id,
            IsDefault = true, Livemode = false,
            Payment = new { PaymentIntent = invoice.PaymentId, Type = "payment_intent" },
            Status = isPaid ? "paid" : "open",
            StatusTransitions = new { CanceledAt = (DateTimeOffset?)null, invoice.PaidAt },
        });
    }

    private static JsonObject Write(SandboxState state, Invoice invoice, Expansion expand)
    {
        var json = Write(invoice);
        if (expand.Into("payments") is not null)
            json["payments"] = Json.Of(Json.Page(
                invoice.PaymentId is null ? [] : new[] { Payment(invoice) }, hasMore: false, "/v1/invoice_payments"));
        return json;
    }

    private static JsonObject Write(Invoice invoice)
    {
        var isPaid = invoice.Status == "paid";
        return Json.Of(Constants, new
        {
            invoice.Id, Object = "invoice", AmountDue = invoice.Due, AmountPaid = isPaid ? invoice.Due : 0,
            AmountRemaining = isPaid ? 0 : invoice.Due, AttemptCount = invoice.Attempts,
            Attempted = invoice.Attempts > 0, AutoAdvance = !isPaid, BillingReason = invoice.Reason,
            Created = invoice.CreatedAt, invoice.Currency, Customer = invoice.CustomerId,
            CustomerEmail = invoice.Email, EffectiveAt = invoice.CreatedAt,
            HostedInvoiceUrl = $"{invoice.Origin}/invoices/{invoice.Id}",
            InvoicePdf = $"{invoice.Origin}/invoices/{invoice.Id}/pdf",
            Lines = Json.Embedded(invoice.Lines, $"/v1/invoices/{invoice.Id}/lines", line => Line(invoice, line)),
            NextPaymentAttempt = invoice.NextAttemptAt, Number = $"SANDBOX-{invoice.Id[^6..].ToUpperInvariant()}",
            Parent = invoice.SubscriptionId is null ? null : new
            {
                SubscriptionDetails = new { invoice.Metadata, Subscription = invoice.SubscriptionId },
                Type = "subscription_details",
            },
            PeriodEnd = invoice.CreatedAt, PeriodStart = invoice.CreatedAt, invoice.Status,
            StatusTransitions = new
            {
                FinalizedAt = invoice.Status == "draft" ? (DateTimeOffset?)null : invoice.CreatedAt, invoice.PaidAt,
            },
            invoice.Subtotal, SubtotalExcludingTax = invoice.Subtotal, invoice.Total,
            TotalExcludingTax = invoice.Total - invoice.Tax,
        });
    }

    private static JsonObject Line(Invoice invoice, InvoiceLine line) => Json.Of(new
    {
        line.Id, Object = "line_item", line.Amount, invoice.Currency, line.Description, Discountable = true,
        Discounts = Array.Empty<string>(), Invoice = invoice.Id, Livemode = false, Metadata = new { },
        Parent = invoice.SubscriptionId is null ? null : new
        {
            SubscriptionItemDetails = new
            {
                InvoiceItem = line.IsProration ? "ii_1" + line.Id[4..] : null, Proration = line.IsProration,
                Subscription = invoice.SubscriptionId, SubscriptionItem = invoice.ItemId,
            },
            Type = "subscription_item_details",
        },
        Period = new { line.Start, line.End },
        Pricing = new
        {
            PriceDetails = new { Price = line.PriceId, Product = line.ProductId }, Type = "price_details",
            UnitAmountDecimal = (line.Amount / line.Quantity).ToString(CultureInfo.InvariantCulture),
        },
        line.Quantity, Subtotal = line.Amount,
    });
}
