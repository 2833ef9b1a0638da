using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>SQL Server's errors without a server: SqlClient has no public way to make one.</summary>
internal static class SqlErrors
{
    private const BindingFlags Hidden =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    public static SqlException Exception(int number, byte severity)
    {
        object?[] known = [number, (byte)0, severity, "server", "An error.", "", 0];
        var made = typeof(SqlError).GetConstructors(Hidden)
            .First(made => made.GetParameters() is [_, _, _, _, _, _, { ParameterType.Name: nameof(Int32) }, ..]);
        var rest = made.GetParameters()[known.Length..].Select(parameter =>
            parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);
        var errors = typeof(SqlErrorCollection).GetConstructors(Hidden).Single().Invoke([]);
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [made.Invoke([.. known, .. rest])]);
        return (SqlException)typeof(SqlException)
            .GetMethod("CreateException", Hidden, [typeof(SqlErrorCollection), typeof(string)])!
            .Invoke(null, [errors, "17.0"])!;
    }

    /// <summary>As the pool throws it when no connection became free in time.</summary>
    public static Exception PoolTimeout() => (Exception)typeof(SqlException).Assembly
        .GetType("Microsoft.Data.Common.ADP", throwOnError: true)!
        .GetMethod("PooledOpenTimeout", Hidden)!.Invoke(null, [])!;

    public static bool IsTransient(Exception exception)
    {
        using var db = Context();
        return db.IsTransient(exception);
    }

    public static bool IsOutsideFault(Exception exception)
    {
        using var db = Context();
        return db.IsOutsideFault(exception);
    }

    private static SqlServerCreditsDb Context() =>
        new(new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer("Server=none").Options);
}
