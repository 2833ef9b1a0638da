using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// Prepared commands on a context's own connection, in its current transaction. For the few statements that run a
/// million times; they are written in the SQL that both databases share and take their parameters by position:
/// <c>@p0</c>, <c>@p1</c> …
/// </summary>
internal sealed class Statements(CreditsDb db) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = [];

    /// <summary>Runs a write and hands back the rows affected.</summary>
    public int Execute(string sql, ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Runs a query; the caller disposes the reader before the next statement.</summary>
    public DbDataReader Query(string sql, ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
            _prepared[sql] = command = Prepare(sql, values);

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private DbCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + i;
            // SQL Server would otherwise round times to a 300th of a second.
            if (values[i] is DateTime)
                parameter.DbType = DbType.DateTime2;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
