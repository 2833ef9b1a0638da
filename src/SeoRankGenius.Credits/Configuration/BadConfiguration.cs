namespace SeoRankGenius.Credits.Configuration;

/// <summary>The app cannot start as it is configured. Lists every fault, each naming its key.</summary>
public sealed class InvalidConfiguration(IReadOnlyList<string> faults)
    : Exception("The configuration has faults:" + string.Concat(faults.Select(fault => "\n  - " + fault)))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
