using SeoRankGenius.Credits.Web.Api;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>The one table that turns what an operation throws into an HTTP answer.</summary>
public static class Faults
{
    /// <summary>The status of a refusal. Fixed by the contract where it names one.</summary>
    public static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.InvalidRequest => StatusCodes.Status422UnprocessableEntity,
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.PlanRequired => StatusCodes.Status403Forbidden,
        RefusalCode.LicenseSuspended => StatusCodes.Status403Forbidden,
        RefusalCode.InsufficientCredits => StatusCodes.Status402PaymentRequired,
        RefusalCode.IdempotencyKeyReused => StatusCodes.Status409Conflict,
        RefusalCode.HoldEnded => StatusCodes.Status409Conflict,
        RefusalCode.DomainTaken => StatusCodes.Status409Conflict,
        RefusalCode.SiteLimitReached => StatusCodes.Status403Forbidden,
        RefusalCode.CheckoutRefused => StatusCodes.Status502BadGateway,
        RefusalCode.PlanUnavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.AlreadySubscribed => StatusCodes.Status409Conflict,
        RefusalCode.PasswordRequired => StatusCodes.Status403Forbidden,
        RefusalCode.AlreadyUndone => StatusCodes.Status409Conflict,
        RefusalCode.AlreadyDecided => StatusCodes.Status409Conflict,
        RefusalCode.OwnRequest => StatusCodes.Status403Forbidden,
        RefusalCode.LastAdmin => StatusCodes.Status409Conflict,
        RefusalCode.OwnerRequired => StatusCodes.Status403Forbidden,
    };

    /// <summary>How the API spells a refusal. Fixed by the contract where it names one.</summary>
    public static string CodeOf(RefusalCode code) => code switch
    {
        RefusalCode.InvalidRequest => "invalid_request",
        RefusalCode.NotFound => "not_found",
        RefusalCode.PlanRequired => "plan_required",
        RefusalCode.LicenseSuspended => "license_suspended",
        RefusalCode.InsufficientCredits => "insufficient_credits",
        RefusalCode.IdempotencyKeyReused => "idempotency_key_reused",
        RefusalCode.HoldEnded => "hold_ended",
        RefusalCode.DomainTaken => "domain_taken",
        RefusalCode.SiteLimitReached => "site_limit_reached",
        RefusalCode.CheckoutRefused => "checkout_refused",
        RefusalCode.PlanUnavailable => "plan_unavailable",
        RefusalCode.AlreadySubscribed => "already_subscribed",
        RefusalCode.PasswordRequired => "password_required",
        RefusalCode.AlreadyUndone => "already_undone",
        RefusalCode.AlreadyDecided => "already_decided",
        RefusalCode.OwnRequest => "own_request",
        RefusalCode.LastAdmin => "last_admin",
        RefusalCode.OwnerRequired => "owner_required",
    };

    /// <summary>The status of whatever an operation threw; 500 for a broken invariant.</summary>
    public static int StatusOf(Exception? fault) => fault switch
    {
        Refusal refusal => StatusOf(refusal.Code),
        DependencyUnavailable => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>
    /// Shows every fault and every empty error answer as a page that says what to do; below <c>/api</c> as problem
    /// details.
    /// </summary>
    public static void UseFaultPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/problem",
            StatusCodeSelector = StatusOf,
            AllowStatusCode404Response = true,
            // Fresh services: what failed once, such as authentication, would only hand out its failure again.
            CreateScopeForErrors = true,
        });
        app.UseStatusCodePagesWithReExecute("/problem", "?status={0}");
        app.UseMiddleware<ApiProblems>();
        app.UseMiddleware<FaultLog>();
    }

    private sealed class FaultLog(RequestDelegate next, ILogger<FaultLog> log)
    {
        public async Task InvokeAsync(HttpContext context)
        {
            try
            {
                await next(context);
            }
            catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested && Log(fault))
            {
                throw;
            }
        }

        // A refusal is an answer; what is outside us is somebody's to mend; all else is a broken invariant.
        private bool Log(Exception fault)
        {
            if (fault is DependencyUnavailable)
                log.LogError(fault, "Outside fault: {Fault}", fault.Message);
            else if (fault is not Refusal and not BadHttpRequestException)
                log.LogCritical(fault, "Broken invariant");
            return false;
        }
    }
}
