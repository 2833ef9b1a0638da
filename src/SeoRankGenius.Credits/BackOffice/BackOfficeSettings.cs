using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SeoRankGenius.Credits.BackOffice;

/// <summary>What the back office goes by. Read from <c>BackOffice:…</c>.</summary>
/// <param name="ApprovalAbove">More whole credits than this move with a second admin's word only.</param>
public sealed record BackOfficeSettings(long ApprovalAbove)
{
    public static readonly BackOfficeSettings Default = new(1_000);

    /// <summary>Throws <see cref="BadConfiguration"/> for what is no whole number from 0.</summary>
    public static BackOfficeSettings Read(IConfiguration configuration)
    {
        const string Key = "BackOffice:ApprovalAbove";
        if (configuration[Key] is not { Length: > 0 } written)
            return Default;
        return long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var credits)
            ? new BackOfficeSettings(credits)
            : throw new BadConfiguration([$"{Key} must be a whole number of credits, 0 or more."]);
    }
}
