namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>What a test configures besides the usual, by key; an environment other than Development among it.</summary>
public sealed class Settings(params (string Key, string Value)[] settings)
    : Dictionary<string, string>(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
{
    public string Environment { get; init; } = "Development";
}
