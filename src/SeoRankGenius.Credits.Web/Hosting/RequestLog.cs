using Serilog;
using Serilog.Events;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>Structured logs: one line per request, and the log lines of operations.</summary>
public static class RequestLog
{
    public static void AddRequestLog(this WebApplicationBuilder builder)
    {
        var level = builder.Services.AddCheckedOptions<LogOptions, InlineValidator<LogOptions>>(
            builder.Configuration.GetSection("Logging")).Level;
        builder.Host.UseSerilog(
            (_, log) => log
                .MinimumLevel.Is(level)
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                // Keys are stored in the product's database, which is protected as a whole (docs/decisions.md).
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                // The exception handler's line repeats the request's line.
                .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics", LogEventLevel.Fatal)
                .Enrich.FromLogContext()
                .WriteTo.Console(
                    outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                    formatProvider: System.Globalization.CultureInfo.InvariantCulture),
            preserveStaticLogger: true);
    }

    /// <summary>One line per request: method, path without query, status, time. Never a body or a header.</summary>
    public static void UseRequestLog(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.GetMessageTemplateProperties = (context, path, elapsed, status) =>
            [
                new LogEventProperty("RequestMethod", new ScalarValue(context.Request.Method)),
                new LogEventProperty("RequestPath", new ScalarValue(WithoutSecret(path))),
                new LogEventProperty("StatusCode", new ScalarValue(status)),
                new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
            ];
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.GetLevel = (context, _, exception) =>
                exception is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
                : context.Request.Path.StartsWithSegments("/health") ? LogEventLevel.Debug
                : LogEventLevel.Information;
        });

    /// <summary>Removes the code of a launch link, which signs in its first user.</summary>
    private static string WithoutSecret(string path) =>
        path.StartsWith("/launch/", StringComparison.OrdinalIgnoreCase) ? "/launch/…" : path;

    /// <summary><c>Logging:…</c></summary>
    private sealed class LogOptions
    {
        public LogEventLevel Level { get; set; } = LogEventLevel.Information;
    }
}
