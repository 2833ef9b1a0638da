using SeoRankGenius.Credits.Web.Hosting;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>One kind of problem that the API answers with. The codes and statuses are the contract's.</summary>
/// <param name="Code">For programs; never changes.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">For people, the same for every problem of the kind.</param>
public sealed record ApiProblem(string Code, int Status, string Title)
{
    public static readonly ApiProblem
        InvalidRequest = Of(RefusalCode.InvalidRequest),
        NotFound = Of(RefusalCode.NotFound),
        PlanRequired = Of(RefusalCode.PlanRequired),
        LicenseSuspended = Of(RefusalCode.LicenseSuspended),
        InsufficientCredits = Of(RefusalCode.InsufficientCredits),
        IdempotencyKeyReused = Of(RefusalCode.IdempotencyKeyReused),
        HoldEnded = Of(RefusalCode.HoldEnded),
        DomainTaken = Of(RefusalCode.DomainTaken),
        SiteLimitReached = Of(RefusalCode.SiteLimitReached),
        MalformedJson = new("malformed_json", 400, "The body is not one JSON object"),
        IdempotencyKeyRequired = new("idempotency_key_required", 400, "The Idempotency-Key header is missing"),
        Unauthorized = new("unauthorized", 401, "A site token is needed"),
        MethodNotAllowed = new("method_not_allowed", 405, "This address does not take this method"),
        PayloadTooLarge = new("payload_too_large", 413, "The body is larger than 16 KB"),
        UnsupportedMediaType = new("unsupported_media_type", 415, "The body must be application/json"),
        RateLimited = new("rate_limited", 429, "Too many requests"),
        Internal = new("internal", 500, "Something went wrong on our side"),
        Unavailable = new("unavailable", 503, "We cannot do that right now");

    /// <summary>The kind's name as RFC 9457 wants it: a URI that leads nowhere.</summary>
    public string Type => "tag:seorankgenius.example,2026:" + Code;

    /// <summary>A refusal's kind, by the one table of <see cref="Faults"/>.</summary>
    public static ApiProblem Of(RefusalCode code) => new(Faults.CodeOf(code), Faults.StatusOf(code), code switch
    {
        RefusalCode.InvalidRequest => "The request has faults",
        RefusalCode.NotFound => "There is no such thing",
        RefusalCode.PlanRequired => "A paid plan is needed",
        RefusalCode.LicenseSuspended => "The license is suspended",
        RefusalCode.InsufficientCredits => "Not enough credits",
        RefusalCode.IdempotencyKeyReused => "The idempotency key was used for another request",
        RefusalCode.HoldEnded => "The hold has ended",
        RefusalCode.DomainTaken => "The domain belongs to another license",
        RefusalCode.SiteLimitReached => "The plan's site limit is reached",
        RefusalCode.CheckoutRefused => "Checkout was refused",
        RefusalCode.PlanUnavailable => "The plan is not for sale",
        RefusalCode.AlreadySubscribed => "The license has a subscription",
        RefusalCode.PasswordRequired => "A password is needed",
        RefusalCode.AlreadyUndone => "The adjustment was undone before",
        RefusalCode.AlreadyDecided => "The request was decided before",
        RefusalCode.OwnRequest => "Another admin must decide",
        RefusalCode.LastAdmin => "The last admin stays",
        RefusalCode.OwnerRequired => "The owner must sign in",
    });

    /// <summary>The kind of an error that HTTP itself found, by its status.</summary>
    public static ApiProblem Of(int status) => status switch
    {
        400 => MalformedJson,
        401 => Unauthorized,
        404 => NotFound,
        405 => MethodNotAllowed,
        413 => PayloadTooLarge,
        415 => UnsupportedMediaType,
        429 => RateLimited,
        503 => Unavailable,
        >= 500 => Internal,
        _ => new("bad_request", status, "The request could not be taken"),
    };
}

/// <summary>A request that is wrong before any operation is asked.</summary>
public sealed class ApiProblemException(ApiProblem problem, string detail)
    : BadHttpRequestException(detail, problem.Status)
{
    public ApiProblem Problem { get; } = problem;
}
