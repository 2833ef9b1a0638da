namespace SeoRankGenius.Credits.Web.Webhooks;

/// <summary>Receives Stripe's events.</summary>
public static class StripeWebhook
{
    // Stripe's events are far smaller.
    private const int LargestBody = 512 * 1024;

    /// <summary>
    /// <c>POST /webhooks/stripe</c>: 200 once the event and its effect are stored, also for a repeated event; 400 for a
    /// bad, missing or stale signature, for other bodies and for events of a connected account that is not configured,
    /// with nothing stored; 413 for a large body; 500 or 503 when
    /// it could not be stored, so that Stripe sends it again.
    /// </summary>
    public static void MapStripeWebhook(this WebApplication app) =>
        app.MapPost("/webhooks/stripe", ReceiveAsync).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, StripeOptions stripe, EventProcessor events, TimeProvider time, CreditsMetrics metrics,
        ILogger<StripeEvent> log, CancellationToken aborted)
    {
        if (stripe.WebhookSecret is null)
            return Results.Text(
                "The webhook secret is not configured.", statusCode: StatusCodes.Status503ServiceUnavailable);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, aborted);
        var received = request.Headers["Stripe-Signature"] is [var signature]
            ? stripe.WebhookSecrets
                .Select(secret => StripeEvent.Open(body.ToArray(), signature, secret, time.GetUtcNow()))
                .FirstOrDefault(opened => opened is not null)
            : null;
        if (received is null)
        {
            metrics.EventRejected();
            log.LogWarning(
                "Webhook rejected: not signed with Stripe:WebhookSecret, or older than five minutes ({Signature})",
                request.Headers["Stripe-Signature"].Count == 0 ? "no signature" : "a wrong signature");
            return Results.Text("Not a signed Stripe event.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (!stripe.Accepts(received.Account))
        {
            metrics.EventRejected();
            log.LogWarning(
                "Webhook rejected: event {EventId} is of the connected account {Account}, which is not configured",
                received.Id, received.Account);
            return Results.Text(
                "Events of this connected account are not accepted.", statusCode: StatusCodes.Status400BadRequest);
        }

        // Stripe disconnects after some seconds. The event is processed anyway.
        await events.ProcessAsync(received, CancellationToken.None);
        return Results.Ok();
    }
}
