using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>
/// The error page: what happened, what it means, what to do next. It renders in place of the page that failed, for
/// every method. It queries no database and says nothing about the address, so that another owner's site looks exactly
/// like one that does not exist.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    private const string Tab = "Back to AI Credits", TabAddress = "/account/credits", Plans = "/account/plans";

    // Forms whose address has the choice in its query, and shows it again.
    private static readonly string[] ChoiceForms = ["/buy", "/plans/start", "/plans/billing", "/top-up/set-up"];

    private static readonly ProblemText NotForOwners = new(
        "This page belongs to the back office",
        "Your account has no access to it.",
        "Start from your AI Credits.",
        Tab, TabAddress);

    private static readonly ProblemText NotForOneSite = new(
        "Sign in with your password",
        "You opened one site from WordPress. This page is for owners who signed in with their e-mail address.",
        "Sign in to open it.",
        "Sign out", "/signout");

    public ProblemText Text { get; private set; } = null!;

    public int Status => Response.StatusCode;

    /// <summary>Identifies the request in the log; only for internal errors.</summary>
    public string? Reference { get; private set; }

    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var thrown = HttpContext.Features.Get<IExceptionHandlerFeature>();
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        if (thrown is null && failed is null)
            Response.StatusCode = RouteData.Values["kind"] is "forbidden"
                ? StatusCodes.Status403Forbidden
                : StatusCodes.Status404NotFound;

        Text = thrown is not null ? Of(thrown)
            : failed is { OriginalPath: { } path, OriginalQueryString: { Length: > 0 } query }
                && Status == StatusCodes.Status400BadRequest && KeepsChoice(path)
                ? Outdated(path + query)
            : Of(Status);
        if (new PathString(thrown?.Path ?? failed?.OriginalPath).IsAdminArea())
            Text = ForAdmins(Text, Status);
        else if (thrown is null && Status == StatusCodes.Status403Forbidden && !User.IsAdmin())
            Text = User.OnlySiteId() is not null && !IsBackOffice() ? NotForOneSite : NotForOwners;
        if (Status == StatusCodes.Status500InternalServerError)
            Reference = HttpContext.TraceIdentifier;
    }

    // The address that was refused.
    private bool IsBackOffice() =>
        Request.Query["ReturnUrl"].ToString().StartsWith(AdminArea.Home, StringComparison.Ordinal);

    private static ProblemText ForAdmins(ProblemText text, int status) => status switch
    {
        StatusCodes.Status404NotFound => new(
            "Page not found",
            "There is no page at this address, or nothing with this name or id.",
            "Check the address, or start from the overview.", "Back to the overview", AdminArea.Home),
        _ when text.Href.StartsWith(TabAddress, StringComparison.Ordinal) =>
            text with { Link = "Back to the overview", Href = AdminArea.Home },
        _ => text,
    };

    private static ProblemText Of(IExceptionHandlerFeature thrown)
    {
        var isBuying = thrown.RouteValues?["page"] is "/Account/Credits/Buy";
        var isPlan = thrown.Path.StartsWith(Plans, StringComparison.OrdinalIgnoreCase);
        var tab = thrown.RouteValues?["domain"] is string domain
            ? $"{TabAddress}/{Uri.EscapeDataString(domain)}"
            : TabAddress;
        return thrown.Error switch
        {
            Refusal { Code: RefusalCode.PlanRequired } refusal => new(
                "You need a paid plan", refusal.Message, "Start a plan, then buy credits.", "View Plans", Plans),
            Refusal { Code: RefusalCode.LicenseSuspended } refusal => new(
                "This license is suspended", refusal.Message, "Nothing was charged. Your balances are kept.", Tab, tab),
            Refusal { Code: RefusalCode.PlanUnavailable or RefusalCode.AlreadySubscribed } refusal => new(
                "The plan was not started", refusal.Message, "Nothing was charged or changed.", "Back to Plans", Plans),
            Refusal { Code: RefusalCode.CheckoutBusy } refusal when isPlan => new(
                "One moment", refusal.Message, "Nothing was charged.", "Back to Plans", Plans),
            Refusal { Code: RefusalCode.OwnerRequired } refusal => new(
                "Your role does not include this", refusal.Message, "Nothing was changed.", Tab, tab),
            Refusal { Code: RefusalCode.CheckoutRefused } or DependencyUnavailable when isPlan => new(
                "Stripe’s page could not be opened", thrown.Error.Message + " Nothing was charged.",
                "Go back and try again in a minute. If it keeps happening, contact support.", "Back to Plans", Plans),
            Refusal { Code: RefusalCode.CheckoutRefused } refusal => NoCheckout(refusal, tab),
            DependencyUnavailable failure when isBuying => NoCheckout(failure, tab),
            Refusal refusal when isBuying => new(
                "Nothing was bought", refusal.Message, "Nothing was charged. Go back and choose a pack.", Tab, tab),
            Refusal refusal => new("That did not work", refusal.Message, "Nothing was changed.", Tab, tab),
            DependencyUnavailable failure => new(
                "This is not possible right now", failure.Message, "Nothing was changed. Try again in a minute.",
                "Try again", tab),
            BadHttpRequestException bad => Of(bad.StatusCode),
            _ => Of(StatusCodes.Status500InternalServerError),
        };
    }

    private static ProblemText NoCheckout(Exception reason, string tab) => new(
        "Checkout could not be opened",
        reason.Message + " Nothing was charged.",
        "Go back and press Buy Now again in a minute. If it keeps happening, contact support.",
        Tab, tab);

    private static ProblemText Outdated(string address) => new(
        "Confirm your choice",
        "The page was open too long, or you signed in or out in another tab. Nothing was charged or changed.",
        "Continue with what you chose.", "Continue", address);

    private static bool KeepsChoice(string path) =>
        ChoiceForms.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static ProblemText Of(int status) => status switch
    {
        StatusCodes.Status403Forbidden => new(
            "This page belongs to site owners",
            "Your account owns no license, so it has no AI Credits or plans.",
            "Sign out, then sign in with the account of your license.",
            "Sign out", "/signout"),
        StatusCodes.Status404NotFound => new(
            "Page not found",
            "There is no page at this address, or you have no site with this name.",
            "Check the address, or start from your AI Credits.",
            Tab, TabAddress),
        StatusCodes.Status405MethodNotAllowed => new(
            "This page can’t be used that way",
            "The page does not accept this kind of request. Nothing was changed.",
            "Open it from its link instead.", Tab, TabAddress),
        StatusCodes.Status413PayloadTooLarge => new(
            "The request is too large",
            "You sent more data than we accept. Nothing was changed.",
            "Send less at once.", Tab, TabAddress),
        StatusCodes.Status429TooManyRequests => new(
            "Too many requests",
            "You sent more requests than we allow in a short time.",
            "Wait a minute, then try again.", Tab, TabAddress),
        StatusCodes.Status503ServiceUnavailable => new(
            "We will be right back",
            "The service is not available right now. Nothing is lost.",
            "Try again in a minute.", "Try again", TabAddress),
        < StatusCodes.Status500InternalServerError => new(
            "The form was not accepted",
            "It may have been open too long, you may have signed in or out in another tab, or cookies are off. Nothing "
            + "was changed or charged.",
            "Go back, reload the page, and send the form again.", Tab, TabAddress),
        _ => new(
            "Something went wrong on our side",
            "The error is recorded. Your payments are safe: credits appear as soon as Stripe confirms a payment.",
            "Try again. If it keeps happening, contact support with the reference below.",
            Tab, TabAddress),
    };

    /// <summary>The text of the page.</summary>
    /// <param name="Title">What happened.</param>
    /// <param name="Explanation">What it means.</param>
    /// <param name="NextStep">What to do next.</param>
    /// <param name="Link">The label of the link that does it.</param>
    /// <param name="Href">Where the link leads.</param>
    public sealed record ProblemText(string Title, string Explanation, string NextStep, string Link, string Href);
}
