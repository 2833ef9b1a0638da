using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

/// <summary>The API request that something came of; null parts for what a person or time did.</summary>
internal sealed record Origin(string? RequestId = null, string? IdempotencyKey = null)
{
    public static Origin None { get; } = new();
}

/// <summary>Writes events into the state, each with its delivery.</summary>
internal sealed class EventLog(Deliveries deliveries, TimeProvider time)
{
    /// <summary>Call it under the store's lock: event and change are kept in one snapshot.</summary>
    public void Emit(SandboxState state, string type, JsonObject data, Origin origin)
    {
        var entry = new StripeEvent
        {
            Id = Store.NewId("evt_1"),
            Type = type,
            CreatedAt = time.GetUtcNow(),
            Data = data,
            RequestId = origin.RequestId,
            IdempotencyKey = origin.IdempotencyKey,
        };
        state.Events.Add(entry);
        deliveries.Enqueue(state, entry);
    }
}
