using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>The operations on customers.</summary>
internal sealed class CustomerRoutes(Store store, EventLog events, Exchange exchange)
{
    private const string All = "/v1/customers", Default = "invoice_settings[default_payment_method]";

    private static readonly string[] Known = ["description", "email", "expand[#]", "metadata[*]", "name"];

    public void Map(WebApplication app)
    {
        app.MapPost(All, exchange.For(Create));
        app.MapGet(All, exchange.For(List));
        app.MapGet(All + "/{id}", exchange.For(Get));
        app.MapPost(All + "/{id}", exchange.For(Update));
    }

    private JsonObject Create(WireCall call)
    {
        call.Fields.RefuseOthersThan(Known);
        var expand = Expansion.Read(call.Fields, CustomerJson.Expandable);
        var customer = new Customer
        {
            Id = Store.NewId("cus_", 14),
            CreatedAt = store.Now,
            Metadata = Check.Metadata(call.Fields, "metadata"),
        };
        Read(customer, call.Fields);
        return store.Change(state =>
        {
            state.Customers.Add(customer);
            events.Emit(
                state, "customer.created", CustomerJson.Of(state, customer, Expansion.None), call.Origin);
            return CustomerJson.Of(state, customer, expand);
        });
    }

    private JsonObject Update(WireCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(Known.Append(Default));
        var expand = Expansion.Read(fields, CustomerJson.Expandable);
        var metadata = Check.Metadata(fields, "metadata");
        var method = Check.Text(fields, Default);
        return store.Change(state =>
        {
            var customer = Find(state, call);
            if (method is not null
                && !state.PaymentMethods.Exists(known => known.Id == method && known.CustomerId == customer.Id))
                throw StripeFailure.Missing("PaymentMethod", method, Default, 400);
            Read(customer, fields);
            customer.DefaultPaymentMethodId = method ?? customer.DefaultPaymentMethodId;
            // An empty value takes a key away; keys that are not named stay.
            foreach (var key in fields.Under("metadata"))
                customer.Metadata.Remove(key);
            foreach (var (key, value) in metadata)
                customer.Metadata[key] = value;
            events.Emit(
                state, "customer.updated", CustomerJson.Of(state, customer, Expansion.None), call.Origin);
            return CustomerJson.Of(state, customer, expand);
        });
    }

    private JsonObject Get(WireCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        var expand = Expansion.Read(call.Fields, CustomerJson.Expandable);
        return store.Read(state => CustomerJson.Of(state, Find(state, call), expand));
    }

    private JsonObject List(WireCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(ListPage.Parameters.Append("email"));
        var email = Check.Text(fields, "email");
        var expand = Expansion.Read(fields, CustomerJson.Expandable, isList: true);
        return store.Read(state => ListPage.Read(
            fields,
            [.. state.Customers.AsEnumerable().Reverse().Where(customer =>
                (email is null || customer.Email == email) && ListPage.IsWithin(fields, customer.CreatedAt))],
            new ListShape<Customer>("customer", All, c => c.Id, c => CustomerJson.Of(state, c, expand))));
    }

    private static void Read(Customer customer, FormFields fields)
    {
        customer.Email = Check.Email(fields, "email") ?? customer.Email;
        customer.Name = Check.Text(fields, "name", 256) ?? customer.Name;
        customer.Description = Check.Text(fields, "description") ?? customer.Description;
    }

    private static Customer Find(SandboxState state, WireCall call) =>
        state.Customers.Find(customer => customer.Id == call.Id)
        ?? throw StripeFailure.Missing("customer", call.Id, "id");
}

/// <summary>A customer on the wire.</summary>
internal static class CustomerJson
{
    public static readonly string[] Expandable = ["invoice_settings.default_payment_method"];

    private const string Constant = """
        {"object":"customer","address":null,"balance":0,"currency":null,"customer_account":null,"default_source":null,
        "delinquent":false,"discount":null,"livemode":false,"next_invoice_sequence":1,"phone":null,
        "preferred_locales":[],"shipping":null,"tax_exempt":"none","test_clock":null}
        """;

    public static JsonNode? Reference(SandboxState state, string? id, Expansion? expand) => id is null ? null
        : expand is null ? id
        : Of(state, state.Customers.First(customer => customer.Id == id), expand);

    public static JsonObject Of(SandboxState state, Customer customer, Expansion expand)
    {
        var json = Json.Parse(Constant);
        json["id"] = customer.Id;
        json["created"] = customer.CreatedAt.ToUnixTimeSeconds();
        json["description"] = customer.Description;
        json["email"] = customer.Email;
        json["invoice_prefix"] = customer.Id[^8..].ToUpperInvariant();
        json["metadata"] = Json.Of(customer.Metadata);
        json["name"] = customer.Name;
        json["invoice_settings"] = new JsonObject
        {
            ["custom_fields"] = null,
            ["default_payment_method"] = PaymentMethodJson.Reference(
                state, customer.DefaultPaymentMethodId,
                expand.Into("invoice_settings")?.Into("default_payment_method")),
            ["footer"] = null,
            ["rendering_options"] = null,
        };
        return json;
    }
}

/// <summary>A payment method on the wire.</summary>
internal static class PaymentMethodJson
{
    private const string Constant = """
        {"object":"payment_method","allow_redisplay":"limited","customer_account":null,"livemode":false,"metadata":{}}
        """;

    private const string Card = """
        {"brand":"visa","checks":{"address_line1_check":null,"address_postal_code_check":null,"cvc_check":"pass"},
        "country":"US","display_brand":"visa","exp_month":12,"exp_year":2034,"fingerprint":"sandbox",
        "funding":"credit","generated_from":null,"networks":{"available":["visa"],"preferred":null},
        "regulated_status":"unregulated","three_d_secure_usage":{"supported":true},"wallet":null}
        """;

    private const string BankAccount = """
        {"account_holder_type":"individual","account_type":"checking","bank_name":"STRIPE TEST BANK",
        "financial_connections_account":null,"fingerprint":"sandbox","networks":null,"routing_number":"110000000",
        "status_details":null}
        """;

    public static JsonNode? Reference(SandboxState state, string? id, Expansion? expand) => id is null ? null
        : expand is null ? id
        : Of(state.PaymentMethods.First(method => method.Id == id));

    public static JsonObject Of(PaymentMethod method)
    {
        var json = Json.Parse(Constant);
        json["id"] = method.Id;
        json["created"] = method.CreatedAt.ToUnixTimeSeconds();
        json["customer"] = method.CustomerId;
        json["type"] = method.Type;
        json["billing_details"] = new JsonObject
        {
            ["address"] = Json.Address(),
            ["email"] = method.Email,
            ["name"] = Json.PayerName,
            ["phone"] = null,
            ["tax_id"] = null,
        };
        var details = Json.Parse(method.Type == "card" ? Card : BankAccount);
        details["last4"] = method.Last4;
        json[method.Type] = details;
        return json;
    }
}
