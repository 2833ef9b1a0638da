namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Subscriptions: their routes and their JSON.</summary>
internal sealed class SubscriptionsApi(Store store, Subscriptions subscriptions)
{
    public static readonly Resource<Subscription> Resource = new(
        "subscription", "id", ["latest_invoice"], state => state.Subscriptions, Write);

    private const string Path = "/v1/subscriptions";

    private const string Constants = """
        {"automatic_tax":{"enabled":false},"billing_mode":{"type":"classic"},"billing_schedules":[],
        "collection_method":"charge_automatically","default_tax_rates":[],"discounts":[],
        "invoice_settings":{"issuer":{"type":"self"}},"livemode":false,
        "payment_settings":{"save_default_payment_method":"off"},
        "trial_settings":{"end_behavior":{"missing_payment_method":"create_invoice"}}}
        """;

    public void Map(ApiEndpoints api)
    {
        api.List(Path, Resource, ["customer", "price", "status"], Filter);
        api.Get(Path + "/{id}", Resource.Get);
        api.Post(Path + "/{id}", Update);
        api.Delete(Path + "/{id}", Cancel);
    }

    private static Func<Subscription, bool> Filter(FormFields fields)
    {
        var (customer, price) = (fields.Text("customer"), fields.Text("price"));
        var status = fields.OneOf(
            "status", "active", "all", "canceled", "ended", "past_due", "paused", "trialing", "unpaid");
        return s => (customer is null || s.CustomerId == customer) && (price is null || s.PriceId == price)
            && status switch
            {
                null => !s.IsEnded,
                "all" => true,
                "ended" => s.IsEnded,
                _ => s.Status == status,
            };
    }

    private JsonObject Update(ApiCall call) => Change(call, ["cancel_at_period_end", "expand[#]"], () =>
    {
        if (call.Fields.Boolean("cancel_at_period_end") is { } cancels)
            subscriptions.CancelAtPeriodEnd(call.Id, cancels);
    });

    private JsonObject Cancel(ApiCall call) =>
        Change(call, ["expand[#]", "invoice_now", "prorate"], () => subscriptions.Cancel(call.Id));

    private JsonObject Change(ApiCall call, string[] parameters, Action change)
    {
        call.Fields.RefuseOthersThan(parameters);
        var expand = Expansion.Read(call.Fields, Resource.Expandable);
        if (store.Read(state => Resource.Find(state, call.Id).IsEnded))
            throw StripeError.Missing(Resource.Kind, call.Id, Resource.IdParameter);
        change();
        return store.Read(state => Write(state, Resource.Find(state, call.Id), expand));
    }

    private static JsonObject Write(SandboxState state, Subscription subscription, Expansion expand) =>
        Json.Of(Constants, new
        {
            subscription.Id, Object = "subscription",
            BillingCycleAnchor = subscription.TrialEnd ?? subscription.CreatedAt,
            CancelAt = subscription.CancelAtPeriodEnd ? subscription.PeriodEnd : (DateTimeOffset?)null,
            subscription.CancelAtPeriodEnd, subscription.CanceledAt,
            CancellationDetails = new { Reason = subscription.CancelReason }, Created = subscription.CreatedAt,
            subscription.Currency, Customer = subscription.CustomerId,
            DefaultPaymentMethod = subscription.PaymentMethodId, subscription.EndedAt,
            Items = Json.Page(
                [Item(state, subscription)], hasMore: false, $"/v1/subscription_items?subscription={subscription.Id}"),
            LatestInvoice = InvoicesApi.Resource.Reference(
                state, subscription.LatestInvoiceId, expand.Into("latest_invoice")),
            subscription.Metadata, PauseCollection = subscription.IsCollectionPaused
                ? new { Behavior = "void", ResumesAt = (DateTimeOffset?)null }
                : null,
            StartDate = subscription.CreatedAt, subscription.Status, subscription.TrialEnd,
            subscription.TrialStart,
        });

    private static JsonObject Item(SandboxState state, Subscription subscription)
    {
        var price = state.Price(subscription.PriceId);
        return Json.Of(new
        {
            Id = subscription.ItemId, Object = "subscription_item", Created = subscription.CreatedAt,
            CurrentPeriodEnd = subscription.PeriodEnd, CurrentPeriodStart = subscription.PeriodStart,
            Discounts = Array.Empty<string>(), Metadata = new { }, Plan = PricesApi.Plan(price),
            Price = PricesApi.Resource.Write(state, price, Expansion.None), Quantity = 1,
            Subscription = subscription.Id, TaxRates = Array.Empty<string>(),
        });
    }
}
