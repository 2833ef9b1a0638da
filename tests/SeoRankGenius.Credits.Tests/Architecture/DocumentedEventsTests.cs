using System.Text.RegularExpressions;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Architecture;

/// <summary>Operators subscribe the webhook to the events that docs/stripe.md lists.</summary>
public sealed class DocumentedEventsTests : AppTests
{
    [Fact]
    public async Task The_documentation_lists_exactly_the_handled_events()
    {
        var app = await AppAsync(Provider.Sqlite);

        var documented = Sources.Lines("docs/stripe.md")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Regex.Matches(line.Split('|')[1], @"`([a-z_]+(\.[a-z_]+)+)`"))
            .Select(match => match.Groups[1].Value);

        Assert.Equal(
            app.Get<EventProcessor>().Types.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }
}
