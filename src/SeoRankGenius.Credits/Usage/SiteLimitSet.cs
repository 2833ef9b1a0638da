namespace SeoRankGenius.Credits.Usage;

/// <summary>
/// The limits of the sites that spend in one transaction. They are read after the sites' pools are locked, so spends of
/// a site see each other's use, also on several instances.
/// </summary>
internal sealed class SiteLimitSet
{
    private const string Update =
        """UPDATE "SiteLimits" SET "Month" = @p0, "Used" = @p1, "MonthLimit" = @p2 WHERE "SiteId" = @p3""";

    // SQL Server only.
    private const string UpdateAll =
        """
        UPDATE l SET "Month" = j."Month", "Used" = j."Used", "MonthLimit" = j."MonthLimit"
        FROM OPENJSON(@p0) WITH ("Month" bigint '$[0]', "Used" bigint '$[1]', "MonthLimit" bigint '$[2]',
            "SiteId" uniqueidentifier '$[3]') j
        INNER LOOP JOIN "SiteLimits" l ON l."SiteId" = j."SiteId"
        """;

    private const string Return =
        """
        UPDATE "SiteLimits" SET "Used" = CASE WHEN "Used" > @p0 THEN "Used" - @p1 ELSE 0 END
        WHERE "SiteId" = @p2 AND "Month" = @p3 AND "Cap" IS NOT NULL
        """;

    private readonly Dictionary<Guid, SiteLimitRow> _limits = [];
    private readonly HashSet<Guid> _changed = [];

    /// <summary>The limits of locked sites, brought to the current month.</summary>
    public static SiteLimitSet Of(IEnumerable<SpendContext> contexts, DateTime now)
    {
        var set = new SiteLimitSet();
        var month = SiteLimit.MonthOf(now);
        foreach (var context in contexts)
            if (context.Limit is { } limit)
                set._limits[context.SiteId] = limit.Month == month
                    ? limit
                    : limit with { Month = month, Used = 0, MonthLimit = limit.Cap };
        return set;
    }

    /// <summary>Refuses a paused site with <see cref="RefusalCode.SitePaused"/>.</summary>
    public void RequireActive(Guid siteId)
    {
        if (_limits.TryGetValue(siteId, out var limit) && limit.IsPaused)
            throw new Refusal(
                RefusalCode.SitePaused, "The owner paused this site. Resume it under Account, Sites to use credits.");
    }

    /// <summary>
    /// Counts a draw. Refuses with <see cref="RefusalCode.SiteCapReached"/> if its Shared part exceeds what is left of
    /// the month's cap; nothing is counted then.
    /// </summary>
    public void Use(Guid siteId, Draw draw)
    {
        if (draw.Shared == 0 || !_limits.TryGetValue(siteId, out var limit) || limit.MonthLimit is not { } most)
            return;
        var left = most - limit.Used;
        if (draw.Shared > left)
            throw new Refusal(
                    RefusalCode.SiteCapReached,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"This needs {draw.Shared:N0} Shared Credits; {left:N0} are left of this site's monthly cap."))
                .With("required", draw.Shared)
                .With("available", left);
        _limits[siteId] = limit with { Used = limit.Used + draw.Shared };
        _changed.Add(siteId);
    }

    /// <summary>Writes what was counted.</summary>
    public void Write(CreditsDb db)
    {
        var rows = _changed.Select(siteId => (siteId, Limit: _limits[siteId])).Select(one => (SqlValue[])
            [one.Limit.Month, one.Limit.Used, one.Limit.MonthLimit, one.siteId]);
        if (db.WritesSets && _changed.Count > 1)
            db.Statements.Execute(UpdateAll, [TableRows.Json(rows)]);
        else
            foreach (var row in rows)
                db.Statements.Execute(Update, row);
    }

    /// <summary>Credits that return no longer count, if they were taken in the same month.</summary>
    public static void GiveBack(CreditsDb db, Guid siteId, DateTime takenAt, long shared, DateTime now)
    {
        var month = SiteLimit.MonthOf(now);
        if (shared > 0 && SiteLimit.MonthOf(takenAt) == month)
            db.Statements.Execute(Return, [shared, shared, siteId, month]);
    }
}
