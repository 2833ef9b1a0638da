using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public class Event : StripeEntity<Event>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string Account { get; set; }

    public string ApiVersion { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public EventData Data { get; set; }

    public bool Livemode { get; set; }

    public string Type { get; set; }
}

public class EventData : StripeEntity<EventData>
{
    [JsonConverter(typeof(EventObjectConverter))]
    public IHasObject Object { get; set; }
}
