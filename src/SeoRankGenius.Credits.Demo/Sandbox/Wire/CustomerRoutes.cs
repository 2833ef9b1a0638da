using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
