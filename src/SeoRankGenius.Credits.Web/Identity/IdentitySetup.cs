using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// ASP.NET Core Identity: e-mail and password, an authenticator app for admins, lockout, secure cookies, two roles.
/// </summary>
public static class IdentitySetup
{
    public static void AddIdentity(this WebApplicationBuilder builder)
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
            .AddDefaultTokenProviders()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);

        builder.Services.AddSingleton<KeyedLock>().AddSingleton<AdminSessions>().AddSingleton<SessionRevocation>();
        builder.Services.AddSingleton<TwoFactorSetup>().AddScoped<AdminAccounts>().AddScoped<Reauthentication>();
        builder.Services.AddScoped<Accounts>();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/signin";
            cookie.AccessDeniedPath = "/problem/forbidden";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.Cookie.Name = "credits";
            Secure(cookie.Cookie, secure);
            cookie.Events.OnSigningIn = OpenAsync;
            cookie.Events.OnSigningOut = CloseAsync;
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.Redirect(AdminCookie.SetUpFirst(context.HttpContext) ?? context.RedirectUri);
                return Task.CompletedTask;
            };
            cookie.Events.OnValidatePrincipal = ValidateAsync;
        });
        builder.Services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie =>
        {
            cookie.Cookie.Name = "credits-code";
            Secure(cookie.Cookie, secure);
        });
        builder.Services.Configure<SecurityStampValidatorOptions>(
            stamp => stamp.OnRefreshingPrincipal = CopySessionAsync);
        builder.Services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "credits-form";
            Secure(form.Cookie, secure);
        });
        builder.Services.AddSingleton(new LastSite(cookie => Secure(cookie, secure)));
        var requiresTwoFactors = !builder.Environment.IsDevelopment()
            || builder.Services.AddCheckedOptions<AdminOptions, InlineValidator<AdminOptions>>(
                builder.Configuration.GetSection("Admins")).RequireTwoFactor;
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Owner, policy => policy.RequireRole(Roles.Owner))
            .AddPolicy(Roles.Admin, policy => policy.RequireAssertion(context =>
                context.User.IsAdmin() && (context.User.HasTwoFactors() || !requiresTwoFactors)))
            .AddPolicy(AdminCookie.SetUpPolicy, policy => policy.RequireAssertion(context => context.User.IsAdmin()));
    }

    private static Task OpenAsync(CookieSigningInContext context)
    {
        SessionStreams.Begin(context);
        return AdminCookie.OpenAsync(context);
    }

    private static Task CloseAsync(CookieSigningOutContext context)
    {
        SessionStreams.End(context.HttpContext);
        return AdminCookie.CloseAsync(context);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal!.IsExpired(context.Options.TimeProvider!.GetUtcNow()))
            context.RejectPrincipal();
        // An error page must not query the database, which may be the cause of the error.
        else if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
            return;
        else if (!await AdminCookie.IsOpenAsync(context))
            context.RejectPrincipal();
        else if (!IsRecentlyValidated(context))
            await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    // The validator checks the same, but only after a user manager, store and context are created for it.
    private static bool IsRecentlyValidated(CookieValidatePrincipalContext context)
    {
        var stamp = context.HttpContext.RequestServices.GetRequiredService<IOptions<SecurityStampValidatorOptions>>();
        return context.Options.TimeProvider!.GetUtcNow() - context.Properties.IssuedUtc
            <= stamp.Value.ValidationInterval;
    }

    // Identity renews the principal from the database at intervals. The claims of the session are copied.
    private static Task CopySessionAsync(SecurityStampRefreshingPrincipalContext context)
    {
        var session = context.CurrentPrincipal!.Claims.Where(claim => SiteSession.IsSessionClaim(claim)
            || AdminCookie.IsSessionClaim(claim) || SessionStreams.IsSessionClaim(claim));
        context.NewPrincipal!.Identities.First().AddClaims(session.Select(claim => claim.Clone()));
        return Task.CompletedTask;
    }

    private static void Secure(CookieBuilder cookie, CookieSecurePolicy secure)
    {
        cookie.HttpOnly = true;
        // Lax, because Stripe's pages link back to the app.
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = secure;
        cookie.IsEssential = true;
    }

    /// <summary><c>Admins:…</c></summary>
    private sealed class AdminOptions
    {
        /// <summary>Requires an authenticator app in Development too; elsewhere it always is.</summary>
        public bool RequireTwoFactor { get; set; }
    }
}
