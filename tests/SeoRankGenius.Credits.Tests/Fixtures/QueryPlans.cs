using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>How SQLite goes about each question that EF asks of one database, while this is listening.</summary>
public sealed class QueryPlans
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly SqliteFile _database;
    private readonly IDisposable _all;
    private IDisposable? _ef;
    private bool _explains;

    public QueryPlans(SqliteFile database)
    {
        _database = database;
        _all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>A line a step, as EXPLAIN QUERY PLAN says it.</summary>
    public List<string> Steps { get; } = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _ef = value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (_explains || value.Key != RelationalEventId.CommandExecuting.Name
            || value.Value is not CommandEventData { Command: SqliteCommand command }
            || command.Connection!.DataSource != _database.Path)
            return;
        _explains = true;
        using var explain = command.Connection.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        foreach (SqliteParameter parameter in command.Parameters)
            explain.Parameters.AddWithValue(parameter.ParameterName, parameter.Value ?? DBNull.Value);
        using var step = explain.ExecuteReader();
        while (step.Read())
            Steps.Add(step.GetString(3));
        _explains = false;
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _ef?.Dispose();
        _all.Dispose();
    }
}
