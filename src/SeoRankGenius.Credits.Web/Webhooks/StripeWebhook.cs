using System.Buffers;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;

namespace SeoRankGenius.Credits.Web.Webhooks;

/// <summary>Where Stripe tells us what happened.</summary>
public static class StripeWebhook
{
    // Stripe's own events stay far below; a larger body is not one.
    private const int LargestBody = 512 * 1024;

    /// <summary>
    /// <c>POST /webhooks/stripe</c>: 200 once the event is stored with its effect, or was before; 400 for a bad,
    /// missing or stale signature and for what is no event, with nothing stored; 413 for a huge body; 500 or 503 when
    /// it could not be stored, so that Stripe sends it again.
    /// </summary>
    public static void MapStripeWebhook(this WebApplication app) =>
        app.MapPost("/webhooks/stripe", ReceiveAsync).DisableAntiforgery();

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, StripeOptions stripe, EventProcessor processor, TimeProvider time,
            CancellationToken aborted)
    {
        if (stripe.WebhookSecret is not { } secret)
            return Results.Text("Webhooks are not set up.", statusCode: StatusCodes.Status503ServiceUnavailable);
        if (await ReadAsync(request, aborted) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var signatures = request.Headers["Stripe-Signature"];
        var received = signatures.Count == 1
            ? StripeEvent.Open(body, signatures[0], secret, time.GetUtcNow())
            : null;
        if (received is null)
            return Results.Text("Not a signed Stripe event.", statusCode: StatusCodes.Status400BadRequest);

        // Stripe closes the connection after some seconds; the event is processed all the same.
        await processor.ProcessAsync(received, CancellationToken.None);
        return Results.Ok();
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken aborted)
    {
        if (request.ContentLength > LargestBody)
            return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(aborted);
            var isTooLarge = read.Buffer.Length > LargestBody;
            if (read.IsCompleted || isTooLarge)
            {
                var body = isTooLarge ? null : read.Buffer.ToArray();
                // The last read is given back too: else the connection can't carry Stripe's next event.
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
