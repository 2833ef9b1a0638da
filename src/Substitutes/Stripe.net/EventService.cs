namespace Stripe;

public class EventService(IStripeClient client) : Service(client)
{
    private const string BasePath = "/v1/events";

    public virtual Task<Event> GetAsync(
        string id,
        EventGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Event>($"{BasePath}/{Escape(id)}", options, requestOptions, cancellationToken);

    public virtual Task<StripeList<Event>> ListAsync(
        EventListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<Event>>(BasePath, options, requestOptions, cancellationToken);

    public virtual IAsyncEnumerable<Event> ListAutoPagingAsync(
        EventListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetPagesAsync<Event>(BasePath, options, requestOptions, cancellationToken);
}

public class EventGetOptions : BaseOptions;

public class EventListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public bool? DeliverySuccess { get; set; }

    public string Type { get; set; }

    public List<string> Types { get; set; }
}
