namespace SeoRankGenius.Credits.Ledger;

/// <summary>
/// Which pools moved, by any process, in one query for all pools: its cost depends on what moved, not on how many
/// pools anyone watches. On SQL Server a transaction that takes more than two seconds, or an instance whose clock is
/// off by as much, may be missed.
/// </summary>
public sealed class PoolFeed(Reader reader)
{
    private long? _mark;

    /// <summary>The pools that moved since the last call, each with its sequence; may repeat earlier ones.</summary>
    public Task<IReadOnlyDictionary<Guid, long>> ReadAsync() => reader.RunAsync(async db =>
    {
        var moves = new Dictionary<Guid, long>();
        if (_mark is not { } mark)
        {
            await using var latest = await db.Statements.QueryAsync(db.LatestMove, []);
            _mark = await latest.ReadAsync() && !await latest.IsDBNullAsync(0) ? latest.GetInt64(0) : 0;
            return (IReadOnlyDictionary<Guid, long>)moves;
        }

        await using var row = await db.Statements.QueryAsync(db.MovesSince, [Math.Max(0, mark - db.LateMoves)]);
        while (await row.ReadAsync())
        {
            moves[row.GetGuid(0)] = row.GetInt64(1);
            mark = Math.Max(mark, row.GetInt64(2));
        }

        _mark = mark;
        return moves;
    });

    /// <summary>The next call finds only what moves from then on; also after a restore.</summary>
    public void Reset() => _mark = null;
}
