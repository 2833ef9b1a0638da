using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// Prepared commands on a context's own connection, in its current transaction. For the few statements with high
/// volume. Written in the SQL that both databases share, with positional parameters: <c>@p0</c>, <c>@p1</c> … To lock a
/// row until the commit, write <c>/*lock*/</c> after its table's name; it is replaced by the database's hint.
/// </summary>
internal sealed class Statements(CreditsDb db) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = [];

    /// <summary>The number of writes so far. Unchanged if nothing was written in between.</summary>
    public long Writes { get; private set; }

    /// <summary>Runs a write and returns the number of rows affected.</summary>
    public int Execute(string sql, ReadOnlySpan<object?> values)
    {
        Writes++;
        return Bind(sql, values).ExecuteNonQuery();
    }

    /// <summary>
    /// Runs a query within the writer; the caller disposes the reader before the next statement. It blocks the writer's
    /// own thread; requests use <see cref="QueryAsync"/>.
    /// </summary>
    public DbDataReader Query(string sql, ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>Runs a query; the caller disposes the reader before the next statement.</summary>
    public Task<DbDataReader> QueryAsync(string sql, ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteReaderAsync();

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
            _prepared[sql] = command = Prepare(sql, values.Length);

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.Parameters[i];
            // SQL Server would otherwise round times to a 300th of a second.
            if (values[i] is DateTime)
                parameter.DbType = DbType.DateTime2;
            parameter.Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private DbCommand Prepare(string sql, int parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql.Replace("/*lock*/", db.RowLock, StringComparison.Ordinal);
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + i;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>
/// Reads rows of <see cref="Statements"/>, in the storage formats of <see cref="Configurations.Conventions"/>.
/// </summary>
internal static class Columns
{
    public static string? Text(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static Guid? Id(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static DateTime? Utc(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    public static T Word<T>(this DbDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));
}
