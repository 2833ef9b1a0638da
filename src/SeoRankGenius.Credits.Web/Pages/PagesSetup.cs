using Microsoft.AspNetCore.Mvc.Filters;
using SeoRankGenius.Credits.Web.Pages.Account;

namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>Registers the Razor Pages and who may open them.</summary>
public static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddRazorPages(pages =>
            {
                pages.Conventions
                    .AuthorizeFolder("/Account", AccountArea.Policy)
                    .AuthorizeFolder("/Admin", Roles.Admin)
                    .AuthorizePage("/SignIn/TwoFactor", AdminArea.SetUpPolicy)
                    .ConfigureFilter(new OnlyHandledMethods());
                foreach (var page in StartModel.Pages)
                    pages.Conventions.AddPageRoute("/Account/Start", "/account/" + page);
                pages.Conventions.AddPageRoute("/Admin/Payments/Refund", "/admin/invoices/{invoice}/refund");
                pages.Conventions.AddFolderApplicationModelConvention(
                    "/Admin", page => page.Filters.Add(new RequireFreshSession()));
            })
            .AddMvcOptions(pages => pages.Filters.Add<AuditedPages>())
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        builder.Services.AddRouting(routing => routing.LowercaseUrls = true);
    }

    /// <summary>
    /// Responds with 405 to a method without a handler; the page would otherwise render without its data. The error
    /// page renders for every method.
    /// </summary>
    private sealed class OnlyHandledMethods : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

        public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
        {
            if (context.HandlerMethod is not null || context.HandlerInstance is ProblemModel)
                return next();
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return Task.CompletedTask;
        }
    }
}
