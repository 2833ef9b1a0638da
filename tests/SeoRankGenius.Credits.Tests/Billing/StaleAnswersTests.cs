using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Stripe's data changes again while it is being applied.</summary>
public sealed class StaleAnswersTests : AppTests
{
    private int _prepared;

    [Fact]
    public async Task It_is_fetched_at_most_five_times()
    {
        await Assert.ThrowsAsync<DependencyUnavailable>(() => ApplyAsync(staleTimes: int.MaxValue));

        Assert.Equal(5, _prepared);
    }

    [Fact]
    public async Task The_fifth_answer_still_counts()
    {
        var result = await ApplyAsync(staleTimes: 4);

        Assert.Equal((EventOutcome.Noted, 5), (result.Outcome, _prepared));
    }

    private async Task<EventResult> ApplyAsync(int staleTimes)
    {
        var app = await AppAsync(Provider.Sqlite);
        return await app.Get<EventProcessor>().ApplyAsync(
            () =>
            {
                _prepared++;
                return Task.FromResult(PreparedChange.Ignored);
            },
            (_, _) => Task.FromResult(_prepared > staleTimes ? new EventResult(EventOutcome.Noted) : null),
            default);
    }
}
