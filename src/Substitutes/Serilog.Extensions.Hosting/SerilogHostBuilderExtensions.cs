using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Extensions.Hosting;
using Serilog.Extensions.Logging;

namespace Serilog;

public static class SerilogHostBuilderExtensions
{
    public static IHostBuilder UseSerilog(
        this IHostBuilder builder,
        Action<HostBuilderContext, LoggerConfiguration> configureLogger,
        bool preserveStaticLogger = false,
        bool writeToProviders = false)
    {
        // The product uses neither the static logger nor other providers.
        if (!preserveStaticLogger || writeToProviders)
            throw new NotSupportedException("This substitute keeps the static logger and writes to no other providers.");

        return builder.ConfigureServices((context, services) =>
        {
            var configuration = new LoggerConfiguration();
            configureLogger(context, configuration);
            var logger = configuration.CreateLogger();
            services.AddSingleton<ILogger>(logger);
            services.AddSingleton<ILoggerFactory>(_ => new SerilogLoggerFactory(logger, dispose: true));
            services.AddSingleton(new DiagnosticContext(logger));
            services.AddSingleton<IDiagnosticContext>(provider => provider.GetRequiredService<DiagnosticContext>());
        });
    }
}
