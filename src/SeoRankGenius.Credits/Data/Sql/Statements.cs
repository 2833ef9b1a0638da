using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace SeoRankGenius.Credits.Data.Sql;

/// <summary>
/// A value with the type of its column, so that a statement declares the same parameters each time, null or not.
/// </summary>
internal readonly record struct SqlValue(DbType Type, object? Value)
{
    public static implicit operator SqlValue(Guid? value) => new(DbType.Guid, value);
    public static implicit operator SqlValue(string? value) => new(DbType.String, value);
    public static implicit operator SqlValue(long? value) => new(DbType.Int64, value);
    public static implicit operator SqlValue(bool? value) => new(DbType.Boolean, value);

    // SQL Server would round a DbType.DateTime to a 300th of a second.
    public static implicit operator SqlValue(DateTime? value) => new(DbType.DateTime2, value);
}

/// <summary>
/// Commands on a context's own connection, in its current transaction. For the few statements with high volume. Written
/// in the SQL that both databases share, with positional parameters: <c>@p0</c>, <c>@p1</c> … To lock a row until the
/// commit, write <c>/*lock*/</c> after its table's name; it is replaced by the database's hint. SQLite keeps each
/// statement prepared; SQL Server keeps one plan per text, because the types and sizes of its parameters never change.
/// </summary>
internal sealed class Statements(CreditsDb db) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    /// <summary>The number of writes so far. Unchanged if nothing was written in between.</summary>
    public long Writes { get; private set; }

    /// <summary>Runs a write and returns the number of rows affected.</summary>
    public int Execute(string sql, ReadOnlySpan<SqlValue> values)
    {
        Writes++;
        return Bind(sql, values).ExecuteNonQuery();
    }

    /// <summary>
    /// Inserts rows into one table: one statement for each on SQLite, one for all on SQL Server, where a statement is a
    /// round trip.
    /// </summary>
    public void Insert(TableRows table, IReadOnlyList<SqlValue[]> rows)
    {
        if (db.WritesSets && rows.Count > 1)
            Execute(table.InsertAll(db), [TableRows.Json(rows)]);
        else
            foreach (var row in rows)
                Execute(table.InsertOne, row);
    }

    /// <summary>
    /// Runs a query within the writer; the caller disposes the reader before the next statement. It blocks the writer's
    /// own thread; requests use <see cref="QueryAsync"/>.
    /// </summary>
    public DbDataReader Query(string sql, ReadOnlySpan<SqlValue> values) => Bind(sql, values).ExecuteReader();

    /// <summary>Runs a query; the caller disposes the reader before the next statement.</summary>
    public Task<DbDataReader> QueryAsync(string sql, ReadOnlySpan<SqlValue> values) =>
        Bind(sql, values).ExecuteReaderAsync();

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _commands.Clear();
    }

    private DbCommand Bind(string sql, ReadOnlySpan<SqlValue> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
            _commands[sql] = command = Create(sql, values);

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.Parameters[i];
            db.SetSize(parameter, values[i].Value);
            parameter.Value = values[i].Value ?? DBNull.Value;
        }

        return command;
    }

    private DbCommand Create(string sql, ReadOnlySpan<SqlValue> values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql.Replace("/*lock*/", db.RowLock, StringComparison.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = ("@p" + i, values[i].Type);
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

    public static long? Number(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static Guid? Id(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static DateTime? Utc(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    public static T Word<T>(this DbDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));
}
