using System.Net;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Ledger;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing;

/// <summary>Where Stripe sends the buyer back. Absolute; the first may hold <c>{CHECKOUT_SESSION_ID}</c>.</summary>
public sealed record ReturnUrls(string Success, string Cancel);

/// <summary>Makes and reads Checkout Sessions at Stripe.</summary>
public sealed class CheckoutSessions(StripeSettings settings, HttpClient http, ILogger<CheckoutSessions> log)
{
    private readonly SessionService? _sessions = settings.SecretKey is { } key
        ? new(new StripeClient(
            key, httpClient: new SystemNetHttpClient(http, enableTelemetry: false), apiBase: settings.ApiBase))
        : null;

    /// <summary>
    /// Creates the session of a purchase, or gets the one made before: the purchase's id is the idempotency key.
    /// Throws <see cref="OutsideFault"/> when Stripe can't be reached, <see cref="Refusal"/>
    /// (<see cref="RefusalCode.CheckoutRefused"/>) when Stripe says no.
    /// </summary>
    internal async Task<Session> CreateAsync(
        Purchase purchase, Buyer buyer, ReturnUrls urls, CancellationToken cancellation) =>
        await AskAsync(sessions => sessions.CreateAsync(
            Options(purchase, buyer, urls),
            new RequestOptions { IdempotencyKey = purchase.Id.ToString("D") },
            cancellation));

    /// <summary>
    /// Reads a session as it is now; null when our Stripe account has none with this id. Throws as
    /// <see cref="CreateAsync"/> does. May be repeated.
    /// </summary>
    internal async Task<Session?> ReadAsync(string sessionId, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(sessions => sessions.GetAsync(sessionId, cancellationToken: cancellation));
        }
        catch (Refusal no) when (no.InnerException is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    private async Task<Session> AskAsync(Func<SessionService, Task<Session>> ask)
    {
        if (_sessions is null)
            throw Refused("Payments are not set up yet.");
        try
        {
            return await ask(_sessions);
        }
        catch (StripeException no)
        {
            throw Told(no);
        }
        catch (Exception fault) when (fault is HttpRequestException
            or TaskCanceledException { InnerException: TimeoutException })
        {
            throw Unreachable(fault);
        }
    }

    // Type, code and parameter name what is wrong. Stripe's own sentence may quote the buyer's e-mail or the whole
    // answer: it goes no further, for whoever catches this writes it to the log.
    private Exception Told(StripeException no)
    {
        log.LogError(
            "Stripe answered {StatusCode} {Type} {Code} {Param} (request {RequestId})",
            (int)no.HttpStatusCode, no.StripeError?.Type, no.StripeError?.Code, no.StripeError?.Param,
            no.StripeResponse?.RequestId);
        var status = new HttpRequestException("Stripe did not answer 200.", inner: null, no.HttpStatusCode);
        return IsRefusal(no.HttpStatusCode)
            ? Refused("Stripe did not accept this checkout.", status)
            : Unreachable(status);
    }

    // 409 and 429 pass with time; everything else below 500 comes again however often it is asked.
    private static bool IsRefusal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500
        && status is not (HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests);

    private static OutsideFault Unreachable(Exception fault) => new("Stripe cannot be reached right now.", fault);

    private static Refusal Refused(string sentence, Exception? inner = null) =>
        new(RefusalCode.CheckoutRefused, sentence, inner);

    private SessionCreateOptions Options(Purchase purchase, Buyer buyer, ReturnUrls urls)
    {
        var options = new SessionCreateOptions
        {
            Mode = "payment",
            ClientReferenceId = purchase.Id.ToString("D"),
            CustomerEmail = buyer.Email,
            SuccessUrl = urls.Success,
            CancelUrl = urls.Cancel,
            ExpiresAt = purchase.ExpiresAt,
            Metadata = Metadata(purchase, buyer),
            PaymentIntentData = new() { Metadata = Metadata(purchase, buyer) },
            LineItems = [LineItem(purchase, buyer)],
        };
        if (settings.PromotionCodes)
            options.AllowPromotionCodes = true;
        if (settings.AutomaticTax)
            options.AutomaticTax = new() { Enabled = true };
        if (settings.Invoices)
            options.InvoiceCreation = new() { Enabled = true };
        return options;
    }

    private static Dictionary<string, string> Metadata(Purchase purchase, Buyer buyer) => new()
    {
        ["purchase_id"] = purchase.Id.ToString("D"),
        ["pack"] = purchase.Pack,
        ["pool"] = purchase.Pool == PoolKind.Shared ? "shared" : "domain",
        ["site"] = buyer.Domain,
    };

    private static SessionLineItemOptions LineItem(Purchase purchase, Buyer buyer) => new()
    {
        Quantity = 1,
        PriceData = new()
        {
            Currency = purchase.Currency,
            UnitAmount = purchase.PriceCents,
            ProductData = new()
            {
                Name = FormattableString.Invariant(
                    $"{purchase.Credits:N0} {(purchase.Pool == PoolKind.Shared ? "shared" : "domain")} credits"),
                Description = purchase.Pool == PoolKind.Shared
                    ? "AI credits for all websites of your license. They never expire."
                    : $"AI credits for {buyer.Domain}. They never expire.",
            },
        },
    };
}
