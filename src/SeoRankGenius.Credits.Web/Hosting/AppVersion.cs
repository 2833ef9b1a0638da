using System.Reflection;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>The version of this build, such as <c>1.0.0</c>.</summary>
public static class AppVersion
{
    public static string Text { get; } = typeof(AppVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
