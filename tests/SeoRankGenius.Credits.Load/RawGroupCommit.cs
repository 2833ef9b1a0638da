using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace SeoRankGenius.Credits.Load;

/// <summary>
/// The limit that spending is held against: the same rows, written with prepared commands and one commit for whatever
/// waits, by the least code that does so. Nothing is read, checked or decided; each site is its own license's.
/// </summary>
public sealed class RawGroupCommit : IAsyncDisposable
{
    private readonly Channel<Waiting> _waiting =
        Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _answer, _transaction, _entry, _pool;
    private readonly Task _loop;

    public RawGroupCommit(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        _answer = Command(
            """
            INSERT INTO "IdempotencyRecords" ("SiteId", "Key", "RequestHash", "Body", "At")
            VALUES (@p0, @p1, @p2, @p3, @p4)
            """,
            5);
        _transaction = Command(
            """
            INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "Note", "ReversesId", "At")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
            """,
            7);
        _entry = Command(
            """
            INSERT INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
            VALUES (@p0, @p1, @p2, @p3, @p4)
            """,
            5);
        _pool = Command("""UPDATE "Pools" SET "Balance" = @p0, "Sequence" = @p1 WHERE "Id" = @p2""", 3);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Writes one spend of one credit from a pool; the caller counts the pool's state.</summary>
    public Task WriteAsync(RawPool pool, string key)
    {
        var waiting = new Waiting(pool, key);
        _waiting.Writer.TryWrite(waiting);
        return waiting.Done.Task;
    }

    /// <summary>Writes a group in the caller's own loop: no queue, no callers. Not while others wait.</summary>
    public void Commit(IReadOnlyCollection<Waiting> group)
    {
        using var transaction = _connection.BeginTransaction();
        _answer.Transaction = _transaction.Transaction = _entry.Transaction = _pool.Transaction = transaction;
        foreach (var waiting in group)
            Write(waiting);
        transaction.Commit();
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _loop;
        await _connection.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        var group = new List<Waiting>(256);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < 256 && _waiting.Reader.TryRead(out var waiting))
                group.Add(waiting);
            Commit(group);
            foreach (var waiting in group)
                waiting.Done.SetResult();
            group.Clear();
        }
    }

    private void Write(Waiting waiting)
    {
        var pool = waiting.Pool;
        var id = Guid.CreateVersion7();
        var now = DateTime.UnixEpoch;
        pool.Balance--;
        pool.Sequence++;
        Execute(_answer, pool.SiteId, waiting.Key, Hash, Body, now);
        Execute(
            _transaction, id, "Spend", $"spend:{pool.SiteId:N}:{waiting.Key}", $"site:{pool.SiteId:N}", Note,
            DBNull.Value, now);
        Execute(_entry, pool.Id, pool.Sequence, id, -1L, pool.Balance);
        Execute(_pool, pool.Balance, pool.Sequence, pool.Id);
    }

    private const string Note = "meta-generation ×1";
    private static readonly string Hash = new('0', 64);
    private static readonly string Body =
        "{\"t\":\"" + Guid.Empty + "\",\"c\":{\"d\":0,\"s\":1},\"b\":{\"s\":999999,\"d\":0}}";

    private SqliteCommand Command(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = "@p" + i });
        return command;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    /// <summary>One spend to write.</summary>
    public sealed record Waiting(RawPool Pool, string Key)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A Shared pool as the raw writer counts it.</summary>
public sealed class RawPool
{
    public required Guid Id { get; init; }

    public required Guid SiteId { get; init; }

    public long Balance { get; set; }

    public long Sequence { get; set; }
}
