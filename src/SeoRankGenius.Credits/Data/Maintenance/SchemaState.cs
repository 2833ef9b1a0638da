using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace SeoRankGenius.Credits.Data.Maintenance;

/// <summary>The database's schema, compared with this version's migrations.</summary>
public enum SchemaState
{
    /// <summary>No database, or no schema in it.</summary>
    Missing,

    /// <summary>Migrations of this version are not applied.</summary>
    Outdated,

    Current,

    /// <summary>Migrations are applied that this version does not have.</summary>
    Newer,
}

public static class Schema
{
    /// <summary>
    /// Reads the state. Creates no file. Throws the provider's exception when a server is unreachable.
    /// </summary>
    public static async Task<SchemaState> SchemaAsync(this CreditsDb db, CancellationToken cancellation)
    {
        if (!await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellation))
            return SchemaState.Missing;
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellation)).ToHashSet();
        var known = db.Database.GetMigrations().ToHashSet();
        return applied.Count == 0 ? SchemaState.Missing
            : !applied.IsSubsetOf(known) ? SchemaState.Newer
            : known.IsSubsetOf(applied) ? SchemaState.Current
            : SchemaState.Outdated;
    }

    /// <summary>What is wrong and what to do, as a sentence; null for the current schema.</summary>
    public static string? Fault(this SchemaState state) => state switch
    {
        SchemaState.Missing => "There is no database here, or it is empty. Check ConnectionStrings:Credits, "
            + "or create it with the command migrate.",
        SchemaState.Outdated => "The database's schema is older than this version. Run the command migrate.",
        SchemaState.Current => null,
        SchemaState.Newer => "The database's schema is newer than this version. Run the newer version, "
            + "or restore a backup made before the update.",
    };
}
