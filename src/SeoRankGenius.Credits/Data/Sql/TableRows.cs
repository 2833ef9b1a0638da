using System.Text;
using System.Text.Json;

namespace SeoRankGenius.Credits.Data.Sql;

/// <summary>A table and those of its columns that are inserted, in the order of the values.</summary>
internal sealed class TableRows(string table, params string[] columns)
{
    /// <summary>Inserts one row: <c>@p0</c>, <c>@p1</c> … are its values.</summary>
    public string InsertOne { get; } =
        $"""
        INSERT INTO "{table}" ({Names(columns)})
        VALUES ({string.Join(", ", columns.Select((_, at) => "@p" + at))})
        """;

    /// <summary>SQL Server only. Inserts all rows of a <see cref="Json"/> array, <c>@p0</c>.</summary>
    public string InsertAll(CreditsDb db)
    {
        var stored = db.Model.GetRelationalModel().FindTable(table, schema: null)!;
        var types = columns.Select((name, at) => $"\"{name}\" {stored.FindColumn(name)!.StoreType} '$[{at}]'");
        return $"""
            INSERT INTO "{table}" ({Names(columns)})
            SELECT {Names(columns)} FROM OPENJSON(@p0) WITH ({string.Join(", ", types)}) j
            """;
    }

    /// <summary>Rows as an array of arrays.</summary>
    public static string Json(IEnumerable<SqlValue[]> rows)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartArray();
                foreach (var value in row)
                    Write(json, value.Value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DateTime time:
                // Without a zone: datetime2 has none.
                json.WriteStringValue(DateTime.SpecifyKind(time, DateTimeKind.Unspecified));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static string Names(string[] columns) => string.Join(", ", columns.Select(name => $"\"{name}\""));
}
