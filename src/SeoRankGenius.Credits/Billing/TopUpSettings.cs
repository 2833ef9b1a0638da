using Microsoft.Extensions.Configuration;

namespace SeoRankGenius.Credits.Billing;

/// <summary>How automatic top-ups run. Read from <c>TopUp:…</c>.</summary>
/// <param name="IsOffered">Is it on at all? Not where Stripe adds tax: charging a saved card adds none.</param>
/// <param name="Pause">Between two looks at the balances.</param>
/// <param name="MostInAnHour">Automatic charges of one license within an hour; one more stops them.</param>
public sealed record TopUpSettings(bool IsOffered, TimeSpan Pause, int MostInAnHour)
{
    /// <summary>Reads the settings. Throws <see cref="BadConfiguration"/> for numbers below 1.</summary>
    public static TopUpSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("TopUp");
        var (seconds, most) = (section.GetValue("Seconds", 5), section.GetValue("MostInAnHour", 5));
        var faults = new List<string>();
        if (seconds < 1)
            faults.Add("TopUp:Seconds must be at least 1.");
        if (most < 1)
            faults.Add("TopUp:MostInAnHour must be at least 1.");
        return faults.Count > 0
            ? throw new BadConfiguration(faults)
            : new TopUpSettings(
                section.GetValue("Offered", true) && !configuration.GetValue<bool>("Stripe:AutomaticTax"),
                TimeSpan.FromSeconds(seconds),
                most);
    }
}
