using System.Data.Common;
using FluentValidation;

namespace SeoRankGenius.Credits.Data;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>Selects the database: <c>Database:…</c>.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; }

    /// <summary>Whether the database is the app's own file, with one instance.</summary>
    public bool IsEmbedded => Provider == DatabaseProvider.Sqlite;

    /// <summary>Maximum number of statements per EF batch; null for the provider's default.</summary>
    public int? MaxBatchSize { get; set; }
}

public sealed class DatabaseRules : AbstractValidator<DatabaseOptions>
{
    public DatabaseRules()
    {
        RuleFor(database => database.MaxBatchSize).GreaterThan(0).WithMessage("must be at least 1.");
        RuleFor(database => database.Provider)
            .Must(provider => provider != DatabaseProvider.SqlServer || HasCultures())
            .WithMessage(
                "is SqlServer, whose client needs ICU: install the package libicu and remove the environment variable "
                + "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
    }

    /// <summary>Whether ICU is available; by the same test as in SqlClient.</summary>
    public static bool HasCultures()
    {
        try
        {
            return CultureInfo.GetCultureInfo("en-US").EnglishName != CultureInfo.InvariantCulture.EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}

/// <summary>The database's location: <c>ConnectionStrings:…</c>.</summary>
public sealed class ConnectionStrings
{
    public string Credits { get; set; } = "Data Source=credits.db";
}

/// <summary>Messages never contain a connection string, which may hold a password.</summary>
public sealed class ConnectionStringRules : AbstractValidator<ConnectionStrings>
{
    public ConnectionStringRules() => RuleFor(strings => strings.Credits).Must(IsConnectionString)
        .WithMessage("is empty or not a connection string. Leave it out for the file credits.db.");

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text }.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
