using System.Runtime.CompilerServices;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// Each app would watch its settings and its web files, and Linux gives a user 128 watches for all programs together.
/// No file changes during a test.
/// </summary>
internal static class FileWatches
{
    [ModuleInitializer]
    internal static void Avoid()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
    }
}
