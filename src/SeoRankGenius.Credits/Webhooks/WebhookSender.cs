using System.Net.Http.Headers;
using System.Text;

namespace SeoRankGenius.Credits.Webhooks;

/// <summary>Delivers queued events. May run on any number of instances at once: one makes each attempt.</summary>
public sealed class WebhookSender(
    Reader reader, Writer writer, WebhookSecrets secrets, WebhookConnections connections, Outbox outbox,
    TimeProvider time, ILogger<WebhookSender> log)
{
    /// <summary>How long an endpoint may take to answer.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long an endpoint that did not answer in time gets nothing.</summary>
    public static readonly TimeSpan TimeoutPause = TimeSpan.FromMinutes(1);

    // An attempt whose instance died is repeated after this.
    private static readonly TimeSpan AttemptLease = TimeSpan.FromMinutes(1);

    // How soon events that become due during a pass are found.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private const int AtOnce = 8;

    private const string NoAnswer = "It did not answer within 10 seconds.";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Makes the attempts that are due: eight at once, one of each license, so that slow endpoints delay only events of
    /// their own license. Ends when none is due and none runs.
    /// </summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        var running = new Dictionary<Guid, Task>();
        try
        {
            do
            {
                await FinishAsync(running);
                foreach (var (delivery, endpoint) in await TakeAsync(running, cancellation))
                    running.Add(endpoint.LicenseId, DeliverAsync(delivery, endpoint, cancellation));
            }
            while (await AnyAsync(running, cancellation));
        }
        finally
        {
            await Task.WhenAll(running.Values);
        }
    }

    private static async Task FinishAsync(Dictionary<Guid, Task> running)
    {
        foreach (var (licenseId, attempt) in running.Where(one => one.Value.IsCompleted).ToList())
        {
            running.Remove(licenseId);
            await attempt;
        }
    }

    /// <summary>Waits until one has ended, or the interval. False if none runs.</summary>
    private async Task<bool> AnyAsync(Dictionary<Guid, Task> running, CancellationToken cancellation)
    {
        if (running.Count == 0)
            return false;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny([.. running.Values, Task.Delay(LookInterval, time, ended.Token)]);
        await ended.CancelAsync();
        return true;
    }

    private async Task<List<(WebhookDelivery Delivery, WebhookEndpoint Endpoint)>> TakeAsync(
        Dictionary<Guid, Task> running, CancellationToken cancellation)
    {
        var (now, busy, free) = (Now, running.Keys.ToArray(), AtOnce - running.Count);
        // Most calls find none due, so only a call that finds one queues a write.
        return free > 0 && await reader.RunAsync(db => Due(db, now, busy).AnyAsync(cancellation))
            ? await writer.RunAsync(db => TakeAsync(db, now, busy, free), cancellation)
            : [];
    }

    private static async Task<List<(WebhookDelivery Delivery, WebhookEndpoint Endpoint)>> TakeAsync(
        CreditsDb db, DateTime now, Guid[] busy, int free)
    {
        var licenses = await Due(db, now, busy).GroupBy(row => row.Endpoint.LicenseId)
            .OrderBy(rows => rows.Min(row => row.Delivery.DueAt)).Select(rows => rows.Key).Take(free).ToListAsync();
        var taken = new List<(WebhookDelivery, WebhookEndpoint)>();
        foreach (var licenseId in licenses)
        {
            var next = await Due(db, now, busy).Where(row => row.Endpoint.LicenseId == licenseId)
                .OrderBy(row => row.Delivery.DueAt).ThenBy(row => row.Delivery.Id).FirstAsync();
            next.Delivery.Take(now + AttemptLease);
            next.Endpoint.RetryAt = now + AttemptLease;
            taken.Add((next.Delivery, next.Endpoint));
        }

        await db.SaveChangesAsync();
        return taken;
    }

    private static IQueryable<DueEvent> Due(CreditsDb db, DateTime now, Guid[] busy) =>
        from delivery in db.WebhookDeliveries
        join endpoint in db.WebhookEndpoints on delivery.EndpointId equals endpoint.Id
        where delivery.DueAt <= now && (endpoint.RetryAt == null || endpoint.RetryAt <= now)
            && !EF.Parameter(busy).Contains(endpoint.LicenseId)
        select new DueEvent { Delivery = delivery, Endpoint = endpoint };

    private sealed class DueEvent
    {
        public required WebhookDelivery Delivery { get; init; }

        public required WebhookEndpoint Endpoint { get; init; }
    }

    private async Task DeliverAsync(WebhookDelivery delivery, WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        var (status, error) = await SendAsync(delivery, endpoint, cancellation);
        if (error is null)
            log.LogInformation("Webhook {DeliveryId} delivered: {Status}", delivery.Id, status);
        else
            log.LogWarning("Webhook {DeliveryId} was not accepted: {Error}", delivery.Id, error);
        await writer.RunAsync(db => ReportAsync(db, delivery.Id, status, error), cancellation);
    }

    /// <summary>The status, and why the attempt failed; the answer's body is not read.</summary>
    private async Task<(int? Status, string? Error)> SendAsync(
        WebhookDelivery delivery, WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        if (secrets.Sign(endpoint, delivery.Payload, time.GetUtcNow()) is not { } signature)
            return (null, "The secret can no longer be read. Rotate it.");
        using var deadline = new CancellationTokenSource(AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new StringContent(delivery.Payload, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.TryAddWithoutValidation(WebhookSecrets.Header, signature);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SeoRankGenius-Webhooks", "1"));
        try
        {
            using var answer = await connections.Http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)answer.StatusCode;
            return (status, answer.IsSuccessStatusCode ? null
                : status is >= 300 and < 400 ? "It answered with a redirect, which is not followed."
                : $"It answered with status {status}.");
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return (null, Describe(failure));
        }
    }

    private static string Describe(Exception failure) => failure switch
    {
        OperationCanceledException => NoAnswer,
        // One sentence for both: which names exist in our network is not told.
        { InnerException: PrivateTargetException }
            or HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            "The address cannot be reached.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "No secure connection could be made; check its certificate.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "It could not be reached.",
        _ => "The connection broke before it answered.",
    };

    private async Task ReportAsync(CreditsDb db, Guid id, int? status, string? error)
    {
        // Removed meanwhile, or accepted in a repeated attempt.
        if (await db.WebhookDeliveries.SingleOrDefaultAsync(row => row.Id == id) is not { DeliveredAt: null } delivery)
            return;
        if (error is null)
            delivery.Succeed(status!.Value, Now);
        else
            delivery.Fail(status, error, Now);
        var endpoint = await db.WebhookEndpoints.SingleAsync(row => row.Id == delivery.EndpointId);
        endpoint.RetryAt = error == NoAnswer ? Now + TimeoutPause : null;
        await db.SaveChangesAsync();
        if (delivery.IsGivenUp)
            await DisableAsync(db, delivery);
    }

    /// <summary>Turns an endpoint off that accepted nothing since the event that is given up.</summary>
    private async Task DisableAsync(CreditsDb db, WebhookDelivery givenUp)
    {
        var endpoint = await db.WebhookEndpoints.SingleAsync(row => row.Id == givenUp.EndpointId);
        if (endpoint.DisabledAt is not null || await db.WebhookDeliveries.AnyAsync(row =>
            row.EndpointId == endpoint.Id && row.DeliveredAt >= givenUp.CreatedAt))
            return;
        endpoint.DisabledAt = Now;
        await db.WebhookDeliveries.Where(row => row.EndpointId == endpoint.Id && row.DueAt != null)
            .ForEachAsync(row => row.DueAt = null);
        await db.SaveChangesAsync();
        await outbox.QueueToOwnerAsync(db, endpoint.LicenseId, new NewMail(
            $"webhook-off:{givenUp.Id:N}", "", "Your webhook endpoint was turned off",
            $"{new Uri(endpoint.Url).Host} accepted no event for more than two days, so we stopped sending. Fix it, "
            + "then turn it on again. Events from before you can send again; those until then are not queued.")
        {
            LinkPath = "/account/developers",
        });
    }
}
