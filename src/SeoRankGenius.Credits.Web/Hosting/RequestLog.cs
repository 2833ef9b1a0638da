using System.Security.Claims;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>
/// Structured logs: one line per request, and the log lines of operations. Text in Development; elsewhere one JSON
/// object per line, with the UTC time, the level, the trace id and the version.
/// </summary>
public static class RequestLog
{
    // Secret.New; codes that are protected data are longer.
    private const int ShortestSecret = 32;

    public static void AddRequestLog(this WebApplicationBuilder builder)
    {
        var level = builder.Services.AddCheckedOptions<LogOptions, InlineValidator<LogOptions>>(
            builder.Configuration.GetSection("Logging")).Level;
        builder.Host.UseSerilog(
            (host, log) => log
                .MinimumLevel.Is(level)
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                // Keys are stored in the product's database, which is protected as a whole (docs/decisions.md).
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                // The exception handler's line repeats the request's line.
                .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics", LogEventLevel.Fatal)
                .Enrich.FromLogContext()
                .WriteToConsole(host.HostingEnvironment),
            preserveStaticLogger: true);
    }

    /// <summary>One line per request: method, path without query, status, time. Never a body or a header.</summary>
    public static void UseRequestLog(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
            [
                new LogEventProperty("RequestMethod", new ScalarValue(context.Request.Method)),
                new LogEventProperty("RequestPath", new ScalarValue(WithoutSecret(context.Request.Path))),
                new LogEventProperty("StatusCode", new ScalarValue(status)),
                new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
            ];
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.GetLevel = (context, _, exception) =>
                exception is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
                : IsQuiet(context) ? LogEventLevel.Debug
                : LogEventLevel.Information;
            options.EnrichDiagnosticContext = (line, context) =>
            {
                line.Set("ClientAddress", context.Connection.RemoteIpAddress?.ToString());
                line.Set("UserId", context.User.FindFirstValue(ClaimTypes.NameIdentifier));
            };
        });

    /// <summary>Probes and live streams, which come all the time and say nothing.</summary>
    internal static bool IsQuiet(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health")
        || (context.Request.Path.Value is { } path && path.EndsWith("/live", StringComparison.OrdinalIgnoreCase));

    private static void WriteToConsole(this LoggerConfiguration log, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
            log.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture);
        else
            log.Enrich.WithProperty("Version", AppVersion.Text)
                .WriteTo.Console(new RenderedCompactJsonFormatter());
    }

    /// <summary>
    /// The path as it was sent, so that control characters stay encoded, without the codes of links, which grant
    /// something to whoever has them: any part of 32 or more characters that is neither an id nor a domain.
    /// </summary>
    internal static string WithoutSecret(PathString path) => string.Join('/', path.ToUriComponent().Split('/').Select(
        part => part.Length >= ShortestSecret && !Guid.TryParse(part, out _)
            && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
                ? "…"
                : part));

    /// <summary><c>Logging:…</c></summary>
    private sealed class LogOptions
    {
        public LogEventLevel Level { get; set; } = LogEventLevel.Information;
    }
}
