using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SeoRankGenius.Credits.Data.Configurations;

internal static class EnumChecks
{
    /// <summary>Adds a CHECK that a text column holds the name of a value of <typeparamref name="T"/>.</summary>
    public static void HasEnumCheck<T>(this TableBuilder table, string name, string column)
        where T : struct, Enum =>
        table.HasCheckConstraint(
            name, $"\"{column}\" IN ({string.Join(", ", Enum.GetNames<T>().Select(value => $"'{value}'"))})");
}
