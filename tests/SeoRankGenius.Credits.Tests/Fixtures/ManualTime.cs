namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class ManualTime : TimeProvider
{
    private long _ticks = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>UTC.</summary>
    public DateTime Now => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
