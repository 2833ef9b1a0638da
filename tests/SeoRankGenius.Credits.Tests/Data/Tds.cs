using System.Text;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>Answers of a SQL Server, as tokens of its protocol.</summary>
internal static class Tds
{
    private const byte Done = 0xFD, DoneInProcedure = 0xFF, EnvironmentChange = 0xE3;

    private static readonly byte[] Transaction = [1, 2, 3, 4, 5, 6, 7, 8], Collation = [0x09, 0x04, 0xD0, 0x00, 0x34];

    /// <summary>Version, no encryption, no multiple active results.</summary>
    public static readonly byte[] Prelogin =
        [0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 4, 0, 23, 0, 1, 0xFF, 16, 0, 0x10, 0x0B, 0, 0, 2, 0];

    public static readonly byte[] LoginAck =
    [
        0xAD, .. U16(1 + 4 + 1 + 2 * 3 + 4), 1, 0x74, 0, 0, 4, .. Short("Tds"), 16, 0, 0x10, 0x0B,
        EnvironmentChange, .. U16(8), 7, 5, .. Collation, 0, .. Ok(),
    ];

    public static byte[] Began => [EnvironmentChange, .. U16(11), 8, 8, .. Transaction, 0, .. Ok()];

    public static byte[] Ended => [EnvironmentChange, .. U16(11), 9, 0, 8, .. Transaction, .. Ok()];

    /// <summary>Done, with the number of rows that were written.</summary>
    public static byte[] Ok(int rows = 0) => [Done, .. U16(0x10), .. U16(0xC3), .. BitConverter.GetBytes((long)rows)];

    public static byte[] Error(int number, byte severity)
    {
        byte[] error =
        [
            .. BitConverter.GetBytes(number), 1, severity, .. U16(9), .. Encoding.Unicode.GetBytes("An error."),
            .. Short("server"), 0, .. BitConverter.GetBytes(1),
        ];
        return [0xAA, .. U16(error.Length), .. error, Done, .. U16(0x02), .. U16(0), .. new byte[8]];
    }

    /// <summary>
    /// The rows of several queries. All rows of a query have the types of its first, which may be none.
    /// </summary>
    public static byte[] Results(params object?[][][] queries) =>
        [.. queries.SelectMany(rows => (byte[])
        [
            .. Columns(rows.FirstOrDefault() ?? [0L]), .. rows.SelectMany(Row),
            DoneInProcedure, .. U16(0x11), .. U16(0xC1), .. BitConverter.GetBytes((long)rows.Length),
        ]), .. Ok()];

    private static IEnumerable<byte> Columns(object?[] row) =>
    [
        0x81, .. U16(row.Length),
        .. row.SelectMany((value, at) => (byte[])[0, 0, 0, 0, .. U16(1), .. Type(value), .. Short($"c{at}")]),
    ];

    private static byte[] Type(object? value) => value switch
    {
        Guid => [0x24, 16],
        long => [0x26, 8],
        bool => [0x68, 1],
        // A null is a time without a value.
        null => [0x2A, 7],
        _ => [0xE7, .. U16(8_000), .. Collation],
    };

    private static IEnumerable<byte> Row(object?[] row) => [0xD1, .. row.SelectMany(Value)];

    private static byte[] Value(object? value) => value switch
    {
        Guid id => [16, .. id.ToByteArray()],
        long number => [8, .. BitConverter.GetBytes(number)],
        bool flag => [1, flag ? (byte)1 : (byte)0],
        null => [0],
        _ => [.. U16(2 * value.ToString()!.Length), .. Encoding.Unicode.GetBytes(value.ToString()!)],
    };

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] U16(int value) => BitConverter.GetBytes((ushort)value);
}
