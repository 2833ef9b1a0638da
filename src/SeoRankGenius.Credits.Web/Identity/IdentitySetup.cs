using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// ASP.NET Core Identity: e-mail and password, an authenticator app, secure cookies, two roles.
/// </summary>
public static class IdentitySetup
{
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<User>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 12;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireDigit = false;
                // Anyone could lock anyone out; SignInGuard delays instead.
                identity.Lockout.MaxFailedAccessAttempts = int.MaxValue;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<CreditsDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddPasswordValidator<CommonPasswords>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        // OWASP's number for PBKDF2 with HMAC-SHA512. A sign-in renews the hash of an older password.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddSingleton<SignInGuard>().AddSingleton<SignInLimits>().AddSingleton<SignInLog>();
        services.AddSingleton<LicenseKeys>();
        services.AddSingleton<UserSessions>().AddSingleton<AuthenticatorKeys>().AddSingleton<TwoFactorSetup>();
        services.AddScoped<AdminAccounts>().AddScoped<LicenseMembers>().AddSingleton<MemberQueries>()
            .AddScoped<Reauthentication>().AddScoped<Accounts>();
        AddCookies(builder);
        AddPolicies(builder);
    }

    private static void AddCookies(WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/signin";
            cookie.AccessDeniedPath = "/problem/forbidden";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.SlidingExpiration = false;
            Secure(cookie.Cookie, "credits");
            cookie.Events.OnSigningIn = SessionCookie.OpenAsync;
            cookie.Events.OnSigningOut = SessionCookie.CloseAsync;
            cookie.Events.OnValidatePrincipal = SessionCookie.ValidateAsync;
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.Redirect(
                    IsSetUpFirst(context.HttpContext) ? AdminArea.TwoFactor : context.RedirectUri);
                return Task.CompletedTask;
            };
        });
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme, cookie => Secure(cookie.Cookie, "credits-code"));
        services.AddAntiforgery(form => Secure(form.Cookie, "credits-form"));
        services.AddSingleton(new LastSite(cookie => Secure(cookie, "credits-site")));
        services.AddSingleton(provider => new KnownDevices(
            provider.GetRequiredService<IDataProtectionProvider>(), cookie => Secure(cookie, "credits-device")));

        // A prefix requires HTTPS, which Development does not have.
        void Secure(CookieBuilder cookie, string name)
        {
            cookie.Name = isDevelopment ? name : "__Host-" + name;
            cookie.Path = "/";
            cookie.HttpOnly = true;
            // Lax, because Stripe's pages link back to the app.
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.IsEssential = true;
        }
    }

    private static void AddPolicies(WebApplicationBuilder builder)
    {
        var requiresTwoFactors = !builder.Environment.IsDevelopment()
            || builder.Services.AddCheckedOptions<AdminOptions, InlineValidator<AdminOptions>>(
                builder.Configuration.GetSection("Admins")).RequireTwoFactor;
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(AccountArea.Policy, AccountArea.Build)
            .AddPolicy(Roles.Admin, policy => policy.RequireAssertion(context =>
                context.User.IsAdmin() && (context.User.HasTwoFactors() || !requiresTwoFactors)))
            .AddPolicy(AdminArea.SetUpPolicy, policy => policy.RequireAssertion(context => context.User.IsAdmin()));
    }

    private static bool IsSetUpFirst(HttpContext context) =>
        context.User.IsAdmin() && !context.User.HasTwoFactors() && context.Request.Path.IsAdminArea();

    /// <summary><c>Admins:…</c></summary>
    private sealed class AdminOptions
    {
        /// <summary>Requires an authenticator app in Development too; elsewhere it always is.</summary>
        public bool RequireTwoFactor { get; set; }
    }
}
