namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Customers and payment methods: the routes of the first, the JSON of both.</summary>
internal sealed class CustomersApi(Store store, EventLog events)
{
    public static readonly Resource<Customer> Resource = new(
        "customer", "id", ["invoice_settings.default_payment_method"], state => state.Customers, Write);

    public static readonly Resource<PaymentMethod> MethodResource = new(
        "PaymentMethod", "id", [], state => state.PaymentMethods, (_, method, _) => Write(method));

    private const string Path = "/v1/customers", DefaultMethod = "invoice_settings[default_payment_method]";

    private const string Card = """
        {"brand":"visa","checks":{"cvc_check":"pass"},"country":"US","display_brand":"visa","exp_month":12,
        "exp_year":2034,"fingerprint":"sandbox","funding":"credit","networks":{"available":["visa"]},
        "regulated_status":"unregulated","three_d_secure_usage":{"supported":true}}
        """;

    private const string BankAccount = """
        {"account_holder_type":"individual","account_type":"checking","bank_name":"STRIPE TEST BANK",
        "fingerprint":"sandbox","routing_number":"110000000"}
        """;

    private static readonly string[] Parameters = ["description", "email", "expand[#]", "metadata[*]", "name"];

    /// <summary>The customer that a parameter names; 400 when there is none or it was deleted.</summary>
    public static Customer Require(SandboxState state, string id) =>
        Resource.Require(state, id, "customer", customer => !customer.IsDeleted);

    public void Map(ApiEndpoints api)
    {
        api.Post(Path, Create);
        api.List(Path, Resource, ["email"], fields =>
        {
            var email = fields.Text("email");
            return customer => email is null || customer.Email == email;
        });
        api.Get(Path + "/{id}", Resource.Get);
        api.Post(Path + "/{id}", Update);
    }

    private JsonObject Create(ApiCall call)
    {
        call.Fields.RefuseOthersThan(Parameters);
        var customer = new Customer
        {
            Id = Store.NewId("cus_", 14),
            CreatedAt = store.Now,
            Metadata = call.Fields.Metadata("metadata"),
        };
        ReadInto(customer, call.Fields);
        var expand = Expansion.Read(call.Fields, Resource.Expandable);
        return store.Change(state =>
        {
            state.Customers.Add(customer);
            return Emit(state, customer, "customer.created", call.Origin, expand);
        });
    }

    private JsonObject Update(ApiCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(Parameters.Append(DefaultMethod));
        var metadata = fields.Metadata("metadata");
        var method = fields.Text(DefaultMethod);
        var expand = Expansion.Read(fields, Resource.Expandable);
        return store.Change(state =>
        {
            var customer = Resource.Find(state, call.Id);
            if (method is not null)
                MethodResource.Require(state, method, DefaultMethod, known => known.CustomerId == customer.Id);
            ReadInto(customer, fields);
            customer.DefaultPaymentMethodId = method ?? customer.DefaultPaymentMethodId;
            // An empty value removes a key; keys that are not named stay.
            foreach (var key in fields.Under("metadata"))
                customer.Metadata.Remove(key);
            foreach (var (key, value) in metadata)
                customer.Metadata[key] = value;
            return Emit(state, customer, "customer.updated", call.Origin, expand);
        });
    }

    private JsonObject Emit(
        SandboxState state, Customer customer, string type, RequestOrigin origin, Expansion expand)
    {
        events.Emit(state, type, Resource, customer, origin);
        return Write(state, customer, expand);
    }

    private static void ReadInto(Customer customer, FormFields fields)
    {
        customer.Email = fields.Email("email") ?? customer.Email;
        customer.Name = fields.Text("name", 256) ?? customer.Name;
        customer.Description = fields.Text("description") ?? customer.Description;
    }

    private static JsonObject Write(SandboxState state, Customer customer, Expansion expand) => Json.Of(new
    {
        customer.Id, Object = "customer", Balance = 0, Created = customer.CreatedAt, customer.Description,
        customer.Email, InvoicePrefix = customer.Id[^8..].ToUpperInvariant(),
        InvoiceSettings = new
        {
            DefaultPaymentMethod = MethodResource.Reference(
                state, customer.DefaultPaymentMethodId,
                expand.Into("invoice_settings")?.Into("default_payment_method")),
        },
        Livemode = false, customer.Metadata, customer.Name,
    });

    private static JsonObject Write(PaymentMethod method)
    {
        var json = Json.Of(new
        {
            method.Id, Object = "payment_method", AllowRedisplay = "limited",
            BillingDetails = Json.BillingDetails(method.Email), Created = method.CreatedAt,
            Customer = method.CustomerId, Livemode = false, Metadata = new { }, method.Type,
        });
        json[method.Type] = Json.Of(method.Type == "card" ? Card : BankAccount, new { method.Last4 });
        return json;
    }
}
