using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>
/// What people see when something did not work: what happened, what it means, what to do. Shown in place of the page
/// that failed, for every method. It asks no database and says nothing of the address, so that another's site looks
/// exactly like one that does not exist.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    private const string Tab = "Back to AI Credits", TabAddress = "/account/credits", Plans = "/account/plans";

    public Sentences Words { get; private set; } = null!;

    public int Status => Response.StatusCode;

    /// <summary>Finds the request in the log; only where a person must look.</summary>
    public string? Reference { get; private set; }

    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var thrown = HttpContext.Features.Get<IExceptionHandlerFeature>();
        var answered = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        if (thrown is null && answered is null)
            Response.StatusCode = RouteData.Values["kind"] is "forbidden"
                ? StatusCodes.Status403Forbidden
                : StatusCodes.Status404NotFound;

        Words = thrown is null ? Of(Status) : Of(thrown);
        if (new PathString(thrown?.Path ?? answered?.OriginalPath).IsOfAdmin())
            Words = AtTheDesk(Words, Status);
        else if (thrown is null && Status == StatusCodes.Status403Forbidden && !User.IsAdmin())
            Words = ForStaff;
        if (Status == StatusCodes.Status500InternalServerError)
            Reference = HttpContext.TraceIdentifier;
    }

    private static readonly Sentences ForStaff = new(
        "This page belongs to the back office",
        "The account you are signed in with may not open it.",
        "Start from your AI Credits.",
        Tab, TabAddress);

    private static Sentences AtTheDesk(Sentences words, int status) => status switch
    {
        StatusCodes.Status404NotFound => new(
            "Page not found",
            "There is no page at this address, or nothing by the name or number in it.",
            "Check the address, or start anew.", "Back office", AdminArea.Home),
        _ when words.Href.StartsWith(TabAddress, StringComparison.Ordinal) =>
            words with { Link = "Back office", Href = AdminArea.Home },
        _ => words,
    };

    private static Sentences Of(IExceptionHandlerFeature thrown)
    {
        var isBuying = thrown.RouteValues?["page"] is "/Account/Buy";
        var tab = thrown.RouteValues?["domain"] is string domain
            ? $"{TabAddress}/{Uri.EscapeDataString(domain)}"
            : TabAddress;
        return thrown.Error switch
        {
            Refusal { Code: RefusalCode.PlanRequired } no => new(
                "A paid plan is needed", no.Message, "Choose a plan first, then buy credits.",
                "View Plans", Plans),
            Refusal { Code: RefusalCode.LicenseSuspended } no => new(
                "This license is suspended", no.Message, "Nothing was charged, and your balances are kept.", Tab, tab),
            Refusal { Code: RefusalCode.PlanUnavailable or RefusalCode.AlreadySubscribed } no => new(
                "That plan was not started", no.Message, "Nothing was charged and nothing was changed.",
                "Back to Plans", Plans),
            Refusal { Code: RefusalCode.PasswordRequired } no => new(
                "Your password is needed here", no.Message, "Sign out, then sign in with your e-mail and password.",
                "Sign out", "/signout"),
            Refusal { Code: RefusalCode.CheckoutRefused } or DependencyUnavailable when IsOfPlans(thrown) => new(
                "Stripe’s page could not be opened", thrown.Error.Message + " Nothing was charged.",
                "Go back and try again in a minute. If it keeps happening, please contact support.",
                "Back to Plans", Plans),
            Refusal { Code: RefusalCode.CheckoutRefused } no => NoCheckout(no, tab),
            DependencyUnavailable fault when isBuying => NoCheckout(fault, tab),
            Refusal no when isBuying => new(
                "Nothing was bought", no.Message, "Nothing was charged. Go back and choose again.", Tab, tab),
            Refusal no => new("That did not work", no.Message, "Nothing was changed.", Tab, tab),
            DependencyUnavailable fault => new(
                "We cannot do that right now", fault.Message,
                "Nothing is lost and nothing is half-done. Please try again in a minute.", "Try again", tab),
            BadHttpRequestException bad => Of(bad.StatusCode),
            _ => Of(StatusCodes.Status500InternalServerError),
        };
    }

    private static bool IsOfPlans(IExceptionHandlerFeature thrown) =>
        thrown.Path.StartsWith(Plans, StringComparison.OrdinalIgnoreCase);

    private static Sentences NoCheckout(Exception why, string tab) => new(
        "Checkout could not be opened",
        why.Message + " Nothing was charged.",
        "Go back and press Buy Now again in a minute. If it keeps happening, please contact support.",
        Tab, tab);

    private static Sentences Of(int status) => status switch
    {
        StatusCodes.Status403Forbidden => new(
            "This page belongs to site owners",
            "The account you are signed in with owns no license, so it has no AI Credits or plans to show.",
            "Sign out, then sign in with the account that your license was issued to.",
            "Sign out", "/signout"),
        StatusCodes.Status404NotFound => new(
            "Page not found",
            "There is no page at this address, or no site of yours by this name.",
            "Check the address, or start from your AI Credits.",
            Tab, TabAddress),
        StatusCodes.Status405MethodNotAllowed => new(
            "This page cannot be used that way",
            "The page exists, but it does not take what was sent to it. Nothing was changed.",
            "Open it from its link instead.", Tab, TabAddress),
        StatusCodes.Status413PayloadTooLarge => new(
            "That was too large",
            "What was sent is larger than we accept. Nothing was changed.",
            "Send less at once.", Tab, TabAddress),
        StatusCodes.Status429TooManyRequests => new(
            "Too many requests",
            "There were more requests than we allow in a short time.",
            "Wait a minute, then try again.", Tab, TabAddress),
        StatusCodes.Status503ServiceUnavailable => new(
            "We will be right back",
            "The service cannot answer right now. Nothing is lost.",
            "Please try again in a minute.", "Try again", TabAddress),
        < StatusCodes.Status500InternalServerError => new(
            "That form could not be accepted",
            "It may have been open too long, you may have signed in or out in another tab, or cookies are turned off. "
            + "Nothing was changed and nothing was charged.",
            "Go back, open the page again, and repeat what you did.", Tab, TabAddress),
        _ => new(
            "Something went wrong on our side",
            "We have noted the error. Payments you made are safe: credits appear as soon as Stripe tells us of them.",
            "Please try again. If it keeps happening, contact support with the reference below.",
            Tab, TabAddress),
    };

    /// <summary>What happened, what it means, what to do, and the link that does it.</summary>
    public sealed record Sentences(string Title, string What, string Todo, string Link, string Href);
}
