using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web;

/// <summary>ASP.NET Core Identity: e-mail and password, lock-out, secure cookies, two roles.</summary>
public static class SignInSetup
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var secure = builder.Environment.IsDevelopment()
            ? CookieSecurePolicy.SameAsRequest
            : CookieSecurePolicy.Always;

        builder.Services.AddIdentityCore<User>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 12;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireDigit = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<CreditsDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();

        builder.Services.AddSingleton<Turns>();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/signin";
            cookie.AccessDeniedPath = "/problem/forbidden";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.Cookie.Name = "credits";
            Harden(cookie.Cookie, secure);
            // A fault page must not ask the database, which may be the very fault.
            cookie.Events.OnValidatePrincipal = context =>
            {
                if (context.Principal!.IsOver(context.Options.TimeProvider!.GetUtcNow()))
                    context.RejectPrincipal();
                else if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
                    return SecurityStampValidator.ValidatePrincipalAsync(context);
                return Task.CompletedTask;
            };
        });
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp =>
            stamp.OnRefreshingPrincipal = SiteSession.KeepAsync);
        builder.Services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "credits-form";
            Harden(form.Cookie, secure);
        });
        builder.Services.AddSingleton(LastSite.In(cookie => Harden(cookie, secure)));
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Owner, policy => policy.RequireRole(Roles.Owner))
            .AddPolicy(Roles.Admin, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => context.User.IsAdmin()));
    }

    private static void Harden(CookieBuilder cookie, CookieSecurePolicy secure)
    {
        cookie.HttpOnly = true;
        // Lax: coming back from Stripe is a link from another site.
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = secure;
        cookie.IsEssential = true;
    }
}
