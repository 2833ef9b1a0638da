using Microsoft.AspNetCore.Mvc.Filters;

namespace SeoRankGenius.Credits.Web.Identity.Access;

/// <summary>
/// Records by endpoint: every page that an admin opens, every form that an admin or an owner sends. What a form changed
/// is recorded by its operation as well, in the change's transaction. Query and form are not recorded.
/// </summary>
internal sealed class AuditedPages(AuditLog audit) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (http, page) = (context.HttpContext, context.ActionDescriptor.ViewEnginePath);
        // Read first: a form may end the session.
        var actor = http.User.IsSignedIn() ? http.Actor() : null;
        var done = await next();
        var isPost = HttpMethods.IsPost(http.Request.Method);
        var isRecorded = actor is not null && (isPost || http.Request.Path.IsAdminArea());
        if (!isRecorded || done.Exception is not null || done.Canceled)
            return;
        var handler = isPost && context.HandlerMethod?.Name is { } name ? $" ({name})" : "";
        await audit.NoteAsync(actor!, new AuditEntry(ActionOf(isPost, page), $"{http.Request.Path}{handler}")
        {
            LicenseId = page.StartsWith("/Admin/Licenses/", StringComparison.Ordinal) ? IdOf(context) : null,
            PurchaseId = page is "/Admin/Payments/Purchase" or "/Admin/Payments/Refund" ? IdOf(context) : null,
        });
    }

    private static AuditAction ActionOf(bool isPost, string page) => page switch
    {
        _ when isPost => AuditAction.FormSent,
        "/Admin/Licenses/License" => AuditAction.LicenseViewed,
        "/Admin/Payments/Purchase" => AuditAction.PurchaseViewed,
        _ => AuditAction.PageViewed,
    };

    private static Guid? IdOf(PageHandlerExecutingContext context) =>
        Guid.TryParse(context.RouteData.Values["id"] as string, out var id) ? id : null;
}
