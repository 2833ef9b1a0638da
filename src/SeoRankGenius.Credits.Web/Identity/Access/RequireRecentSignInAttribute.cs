using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SeoRankGenius.Credits.Web.Identity.Access;

/// <summary>
/// On a page that changes money or rights: <c>[RequireRecentSignIn]</c> covers all its POST handlers,
/// <c>[RequireRecentSignIn("Approve")]</c> only <c>OnPostApproveAsync</c>. A user who did not sign in or confirm their
/// identity within five minutes does so first (<see cref="Reauthentication"/>). The prompt carries all posted fields
/// and posts to the same address, so that the handler then runs with them.
/// </summary>
/// <param name="handlers">Names of POST handlers; none for all.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireRecentSignInAttribute(params string[] handlers) : Attribute, IAsyncPageFilter
{
    public string[] Handlers { get; } = handlers;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        context.IsPostOf(Handlers)
            ? context.ConfirmAsync(next, reauthentication => reauthentication.IsConfirmed)
            : next();
}

/// <summary>
/// On a page of the back office: these POST handlers run for an idle admin too. Every other one first asks an admin who
/// was idle for 15 minutes to confirm their identity.
/// </summary>
/// <param name="handlers">Names of POST handlers; none for all.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowIdleAttribute(params string[] handlers) : Attribute
{
    public string[] Handlers { get; } = handlers;
}

/// <summary>The default of the back office: an idle admin confirms their identity before a POST.</summary>
internal sealed class RequireFreshSession : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        context.IsPostOf([])
        && !context.ActionDescriptor.EndpointMetadata.OfType<AllowIdleAttribute>()
            .Any(allowed => context.IsPostOf(allowed.Handlers))
            ? context.ConfirmAsync(next, reauthentication => reauthentication.IsFresh)
            : next();
}

internal static class ConfirmedHandlers
{
    private const string View = "/Pages/Shared/_Reauthenticate.cshtml";

    public static bool IsPostOf(this PageHandlerExecutingContext context, string[] handlers) =>
        HttpMethods.IsPost(context.HttpContext.Request.Method)
        && context.HandlerMethod is { } handler
        && (handlers.Length == 0 || handlers.Contains(handler.Name ?? "", StringComparer.OrdinalIgnoreCase));

    /// <summary>Runs the handler once the user's identity is confirmed; else shows the prompt.</summary>
    public static async Task ConfirmAsync(
        this PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next,
        Func<Reauthentication, Func<HttpContext, bool>> isConfirmed)
    {
        var http = context.HttpContext;
        var reauthentication = http.RequestServices.GetRequiredService<Reauthentication>();
        if (isConfirmed(reauthentication)(http) || await reauthentication.ConfirmAsync(http) is not { } prompt)
            await next();
        else
            context.Result = new ViewResult
            {
                ViewName = View,
                ViewData = new ViewDataDictionary<ReauthenticationPrompt>(
                    new EmptyModelMetadataProvider(), new ModelStateDictionary())
                {
                    Model = prompt,
                },
            };
    }
}
