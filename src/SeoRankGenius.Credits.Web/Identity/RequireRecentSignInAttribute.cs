using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// On a back office page that moves credits or changes rights: <c>[RequireRecentSignIn]</c> covers all its POST
/// handlers, <c>[RequireRecentSignIn("Approve")]</c> only <c>OnPostApproveAsync</c>. An admin who was idle for 15
/// minutes first confirms their identity (<see cref="Reauthentication"/>). The prompt carries all posted fields and
/// posts to the same address, so that the handler then runs with them.
/// </summary>
/// <param name="handlers">Names of POST handlers; none for all.</param>
[AttributeUsage(AttributeTargets.Class)]
public class RequireRecentSignInAttribute(params string[] handlers) : Attribute, IAsyncPageFilter
{
    private const string View = "/Pages/Shared/_Reauthenticate.cshtml";

    public string[] Handlers { get; } = handlers;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var reauthentication = context.HttpContext.RequestServices.GetRequiredService<Reauthentication>();
        if (!AppliesTo(context)
            || reauthentication.IsRecent(context.HttpContext)
            || await reauthentication.ConfirmAsync(context.HttpContext) is not { } prompt)
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

    private bool AppliesTo(PageHandlerExecutingContext context) =>
        HttpMethods.IsPost(context.HttpContext.Request.Method)
        && context.HandlerMethod is { } handler
        && (Handlers.Length == 0 || Handlers.Contains(handler.Name, StringComparer.OrdinalIgnoreCase));
}
