using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>The invoice of a session that asked for one: made and paid at once, when the money is there.</summary>
internal static class Invoices
{
    /// <summary>Called under the store's lock, once the session is paid.</summary>
    public static void Issue(SandboxState state, CheckoutSession session, EventLog events)
    {
        if (!session.InvoiceCreation || session.InvoiceId is not null)
            return;
        session.InvoiceId = Store.NewId("in_1");
        events.Emit(state, "invoice.paid", InvoiceJson.Of(session), Origin.None);
    }
}
