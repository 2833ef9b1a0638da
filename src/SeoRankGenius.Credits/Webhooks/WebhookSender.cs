using System.Net.Http.Headers;
using System.Text;

namespace SeoRankGenius.Credits.Webhooks;

/// <summary>Delivers queued events. May run on any number of instances at once: one makes each attempt.</summary>
public sealed class WebhookSender(
    Reader reader, Writer writer, WebhookSecrets secrets, WebhookConnections connections, Outbox outbox,
    TimeProvider time, ILogger<WebhookSender> log)
{
    /// <summary>How long an endpoint may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // An attempt whose instance died is repeated after this.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // One of each endpoint, so that a slow one delays only its own events.
    private const int AtOnce = 8;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Makes the attempts that are due.</summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        while (await TakeAsync(cancellation) is { Count: > 0 } taken)
            await Task.WhenAll(taken.Select(one => DeliverAsync(one.Delivery, one.Endpoint, cancellation)));
    }

    private async Task<List<(WebhookDelivery Delivery, WebhookEndpoint Endpoint)>> TakeAsync(
        CancellationToken cancellation)
    {
        var now = Now;
        // Most calls find none due, so only a call that finds one queues a write.
        return await reader.RunAsync(db => Due(db, now).AnyAsync(cancellation))
            ? await writer.RunAsync(db => TakeAsync(db, now), cancellation)
            : [];
    }

    private static async Task<List<(WebhookDelivery Delivery, WebhookEndpoint Endpoint)>> TakeAsync(
        CreditsDb db, DateTime now)
    {
        var ids = await Due(db, now).GroupBy(row => row.EndpointId)
            .OrderBy(rows => rows.Min(row => row.DueAt)).Select(rows => rows.Key).Take(AtOnce).ToListAsync();
        var taken = new List<(WebhookDelivery, WebhookEndpoint)>();
        foreach (var id in ids)
        {
            var next = await Due(db, now).Where(row => row.EndpointId == id)
                .OrderBy(row => row.DueAt).ThenBy(row => row.Id).FirstAsync();
            next.Take(now + Lease);
            taken.Add((next, await db.WebhookEndpoints.AsNoTracking().SingleAsync(endpoint => endpoint.Id == id)));
        }

        await db.SaveChangesAsync();
        return taken;
    }

    private static IQueryable<WebhookDelivery> Due(CreditsDb db, DateTime now) =>
        db.WebhookDeliveries.Where(row => row.DueAt <= now);

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
        using var deadline = new CancellationTokenSource(Patience, time);
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
        OperationCanceledException => "It did not answer within 10 seconds.",
        { InnerException: PrivateTargetException } => "Its name leads to a private address.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "Its name does not resolve.",
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
            + "then turn it on again and send the missed events.")
        {
            LinkPath = "/account/developers",
        });
    }
}
