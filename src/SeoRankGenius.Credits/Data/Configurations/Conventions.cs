using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SeoRankGenius.Credits.Data.Configurations;

/// <summary>How types are stored in all columns: times as UTC, enums as their names.</summary>
internal static class Conventions
{
    private const int Word = 20;

    public static void Set(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<Utc>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(Word);
    }

    /// <summary>
    /// For the product's own tables: ids are made by the product, and a row that others reference cannot be deleted.
    /// With a <paramref name="collation"/>, keys, causes and Stripe's ids are compared case-sensitively. Identity's
    /// tables are excluded: Identity normalizes the values it compares.
    /// </summary>
    public static void Apply(ModelBuilder builder, string? collation)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity =>
            entity.ClrType.Assembly == typeof(Conventions).Assembly && entity.ClrType != typeof(User)))
        {
            foreach (var reference in entity.GetForeignKeys())
                reference.DeleteBehavior = DeleteBehavior.Restrict;
            foreach (var property in entity.GetProperties())
                if (property.ClrType == typeof(Guid) && property.IsPrimaryKey())
                    property.ValueGenerated = ValueGenerated.Never;
                else if (IsText(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType))
                    property.SetCollation(collation);
        }
    }

    private static bool IsText(Type type) => type == typeof(string) || type.IsEnum;

    private sealed class Utc() : ValueConverter<DateTime, DateTime>(
        time => time,
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}

internal static class EnumChecks
{
    /// <summary>Adds a CHECK that a text column holds the name of a value of <typeparamref name="T"/>.</summary>
    public static void HasEnumCheck<T>(this TableBuilder table, string name, string column)
        where T : struct, Enum =>
        table.HasCheckConstraint(
            name, $"\"{column}\" IN ({string.Join(", ", Enum.GetNames<T>().Select(value => $"'{value}'"))})");
}
