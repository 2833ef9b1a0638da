namespace SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

/// <summary>The API request that caused an event.</summary>
internal sealed record RequestOrigin(string RequestId, string? IdempotencyKey);

/// <summary>Stores events, each with its delivery.</summary>
internal sealed class EventLog(Deliveries deliveries, TimeProvider time)
{
    /// <summary>Called under the store's lock, so that event and change are in one snapshot.</summary>
    public void Emit<T>(
        SandboxState state, string type, Resource<T> resource, T subject, RequestOrigin? origin = null)
        where T : class, IStripeObject
    {
        var entry = new StripeEvent
        {
            Id = Store.NewId("evt_1"),
            Type = type,
            CreatedAt = time.GetUtcNow(),
            Data = resource.Write(state, subject, Expansion.None),
            RequestId = origin?.RequestId,
            IdempotencyKey = origin?.IdempotencyKey,
        };
        state.Events.Add(entry);
        deliveries.Enqueue(state, entry);
    }
}
