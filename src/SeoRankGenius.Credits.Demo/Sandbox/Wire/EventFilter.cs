using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>What GET /v1/events is asked to leave out.</summary>
internal static class EventFilter
{
    public static Func<StripeEvent, bool> Read(FormFields fields)
    {
        var type = Check.Text(fields, "type");
        var types = fields.List("types");
        var delivered = Check.Boolean(fields, "delivery_success");
        if (type is not null && types.Count > 0)
            throw StripeFailure.Invalid("type", "You may only specify one of these parameters: type, types.");
        if (types.Count > 20)
            throw StripeFailure.Invalid("types", "You may pass up to 20 types.");
        return e => (type is null || Fits(type, e.Type))
            && (types.Count == 0 || types.Contains(e.Type))
            && (delivered is null || delivered == e.DeliveredAt is not null)
            && ListPage.IsWithin(fields, e.CreatedAt);
    }

    // Stripe takes a star at the end: checkout.session.*
    private static bool Fits(string wanted, string type) => wanted.EndsWith('*')
        ? type.StartsWith(wanted[..^1], StringComparison.Ordinal)
        : type == wanted;
}
