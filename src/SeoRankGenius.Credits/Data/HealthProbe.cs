namespace SeoRankGenius.Credits.Data;

/// <summary>The one row that a readiness check writes, so that a full or read-only disk is noticed.</summary>
public sealed class HealthProbe
{
    internal const int OnlyId = 1;

    public int Id { get; private set; }

    /// <summary>Changes by every check.</summary>
    public long Count { get; private set; }

    /// <summary>Writes the row, in the caller's transaction. May be repeated.</summary>
    public static Task<int> WriteAsync(CreditsDb db) => db.Set<HealthProbe>().Where(probe => probe.Id == OnlyId)
        .ExecuteUpdateAsync(set => set.SetProperty(probe => probe.Count, probe => probe.Count + 1));
}
