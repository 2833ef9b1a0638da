using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary><c>Telemetry:…</c></summary>
public sealed class TelemetryOptions
{
    /// <summary>Where metrics and traces are sent (OTLP over gRPC); null for nowhere.</summary>
    public string? OtlpEndpoint { get; set; }
}

public sealed class TelemetryRules : AbstractValidator<TelemetryOptions>
{
    public TelemetryRules() => RuleFor(options => options.OtlpEndpoint)
        .Must(url => Uri.TryCreate(url, UriKind.Absolute, out var to) && to.Scheme is "http" or "https")
        .When(options => options.OtlpEndpoint is not null)
        .WithMessage("must be the address of an OpenTelemetry collector, such as http://localhost:4317.");
}

/// <summary>Metrics and traces for an OpenTelemetry collector. Off unless an endpoint is configured.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = builder.Services.AddCheckedOptions<TelemetryOptions, TelemetryRules>(
            builder.Configuration.GetSection("Telemetry"));
        if (!Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var endpoint))
            return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("seorankgenius-credits", serviceVersion: AppVersion.Text))
            .WithMetrics(metrics => metrics
                .AddMeter(CreditsMetrics.MeterName, "Microsoft.AspNetCore.Identity", "Microsoft.EntityFrameworkCore")
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddOtlpExporter(exporter => exporter.Endpoint = endpoint))
            .WithTracing(traces => traces
                // A live stream is one request of a minute; a probe is of no interest.
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = context => !RequestLog.IsQuiet(context);
                    requests.EnrichWithHttpRequest = (activity, request) =>
                        activity.SetTag("url.path", RequestLog.WithoutSecret(request.Path));
                })
                .AddHttpClientInstrumentation()
                .AddOtlpExporter(exporter => exporter.Endpoint = endpoint));
    }
}
