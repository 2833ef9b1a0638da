using Microsoft.Extensions.Time.Testing;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// A clock that a test moves. <see cref="Advance"/> lets no timer fire, so that a background pass runs only where a
/// test calls it; <see cref="Tick"/> fires the timers that are due.
/// </summary>
public sealed class ManualTime : FakeTimeProvider
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public ManualTime()
        : base(Noon)
    {
    }

    /// <summary>UTC.</summary>
    public DateTime Now => GetUtcNow().UtcDateTime;

    public new void Advance(TimeSpan by) => AdjustTime(GetUtcNow() + by);

    public void Tick(TimeSpan by) => base.Advance(by);

    /// <summary>
    /// Ticks until a task ends, whose timer may not have been started yet. The real milliseconds only let it run.
    /// </summary>
    public async Task TickUntilAsync(Task task, TimeSpan by)
    {
        for (; !task.IsCompleted; await Task.WhenAny(task, Task.Delay(20)))
            Tick(by);
    }
}
