using System.Data.Common;

namespace SeoRankGenius.Credits.Data;

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
