namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>One kind of error that the app answers with. The contract fixes the codes and statuses it names.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">For programs; never changes.</param>
/// <param name="Title">For display; the same for every error of the kind.</param>
public sealed record ErrorKind(int Status, string Code, string Title)
{
    /// <summary>The kind as a URI, which RFC 9457 requires. It does not resolve.</summary>
    public string Type => "tag:seorankgenius.example,2026:" + Code;
}

/// <summary>Maps errors to HTTP status, code and title, for the API and the pages.</summary>
public static class ErrorTable
{
    public static readonly ErrorKind
        BadRequest = new(400, "bad_request", "The request cannot be read"),
        MalformedJson = new(400, "malformed_json", "The body is not one JSON object"),
        IdempotencyKeyRequired = new(400, "idempotency_key_required", "The Idempotency-Key header is missing"),
        Unauthorized = new(401, "unauthorized", "A site token is needed"),
        MethodNotAllowed = new(405, "method_not_allowed", "This address does not take this method"),
        RequestTimeout = new(408, "request_timeout", "The request arrived too slowly"),
        PayloadTooLarge = new(413, "payload_too_large", "The body is larger than 16 KB"),
        UnsupportedMediaType = new(415, "unsupported_media_type", "The body must be application/json"),
        RateLimited = new(429, "rate_limited", "Too many requests"),
        Internal = new(500, "internal", "Something went wrong on our side"),
        Unavailable = new(503, "unavailable", "We cannot do that right now");

    public static ErrorKind Of(RefusalCode code) => code switch
    {
        RefusalCode.InvalidRequest => new(422, "invalid_request", "The request has faults"),
        RefusalCode.NotFound => new(404, "not_found", "There is no such thing"),
        RefusalCode.PlanRequired => new(403, "plan_required", "A paid plan is needed"),
        RefusalCode.LicenseSuspended => new(403, "license_suspended", "The license is suspended"),
        RefusalCode.InsufficientCredits => new(402, "insufficient_credits", "Not enough credits"),
        RefusalCode.SiteCapReached => new(402, "site_cap_reached", "The site's monthly cap is reached"),
        RefusalCode.SitePaused => new(403, "site_paused", "The site is paused"),
        RefusalCode.IdempotencyKeyReused =>
            new(409, "idempotency_key_reused", "The idempotency key was used for another request"),
        RefusalCode.HoldEnded => new(409, "hold_ended", "The hold has ended"),
        RefusalCode.GiveBackExpired => new(409, "give_back_expired", "The spend is older than 24 hours"),
        RefusalCode.ActivatedTooOften => new(409, "activated_too_often", "The domain is activated again and again"),
        RefusalCode.TestSite => new(409, "test_site", "A test site has no real credits"),
        RefusalCode.DomainTaken => new(409, "domain_taken", "The domain belongs to another license"),
        RefusalCode.ConfirmationRequired => new(409, "confirmation_required", "The owner must confirm"),
        RefusalCode.SiteLimitReached => new(403, "site_limit_reached", "The plan's site limit is reached"),
        RefusalCode.CheckoutRefused => new(502, "checkout_refused", "Checkout was refused"),
        RefusalCode.CheckoutBusy => new(409, "checkout_busy", "Another checkout is being opened"),
        RefusalCode.PlanUnavailable => new(503, "plan_unavailable", "The plan is not for sale"),
        RefusalCode.AlreadySubscribed => new(409, "already_subscribed", "The license has a subscription"),
        RefusalCode.AlreadyUndone => new(409, "already_undone", "The adjustment was undone before"),
        RefusalCode.AlreadyDecided => new(409, "already_decided", "The request was decided before"),
        RefusalCode.OwnRequest => new(403, "own_request", "Another admin must decide"),
        RefusalCode.LastAdmin => new(409, "last_admin", "The last admin stays"),
        RefusalCode.OwnerRequired => new(403, "owner_required", "The role does not include this"),
    };

    /// <summary>The kind of an HTTP error, by its status.</summary>
    public static ErrorKind Of(int status) => status switch
    {
        401 => Unauthorized,
        404 => Of(RefusalCode.NotFound),
        405 => MethodNotAllowed,
        408 => RequestTimeout,
        413 => PayloadTooLarge,
        415 => UnsupportedMediaType,
        429 => RateLimited,
        503 => Unavailable,
        >= 500 => Internal,
        _ => BadRequest with { Status = status },
    };

    /// <summary>The kind of an exception; <see cref="Internal"/> for a broken invariant.</summary>
    public static ErrorKind Of(Exception thrown) => thrown switch
    {
        Refusal refusal => Of(refusal.Code),
        DependencyUnavailable => Unavailable,
        ApiProblemException bad => bad.Kind,
        BadHttpRequestException bad => Of(bad.StatusCode),
        _ => Internal,
    };
}
