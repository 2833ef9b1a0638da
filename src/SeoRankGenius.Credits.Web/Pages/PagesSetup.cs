namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>Registers the Razor Pages and who may open them.</summary>
public static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddRazorPages(pages => pages.Conventions
                .AuthorizeFolder("/Account", Roles.Owner)
                .AuthorizeFolder("/Admin", Roles.Admin)
                .AuthorizePage("/SignIn/TwoFactor", AdminCookie.SetUpPolicy)
                .ConfigureFilter(new OnlyHandledMethods()))
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        builder.Services.AddRouting(routing => routing.LowercaseUrls = true);
    }
}
