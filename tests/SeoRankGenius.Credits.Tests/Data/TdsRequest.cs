using System.Buffers.Binary;
using System.Text;

namespace SeoRankGenius.Credits.Tests.Data;

public enum TdsKind
{
    Statement,
    Begin,
    Commit,
    Rollback,
    Savepoint,
    Other,
}

/// <summary>A request of a client.</summary>
/// <param name="Kind">A statement, or a step of a transaction.</param>
/// <param name="Sql">The statement's text.</param>
/// <param name="Declarations">The types of its parameters.</param>
/// <param name="Payload">All of it.</param>
internal sealed record TdsRequest(TdsKind Kind, string Sql, string Declarations, byte[] Payload)
{
    private static readonly byte[] Separator = Encoding.Unicode.GetBytes("],[");

    private const byte Batch = 0x01, Rpc = 0x03, TransactionManager = 0x0E;

    public bool Says(string text) => Sql.Contains(text, StringComparison.Ordinal);

    /// <summary>Whether a parameter has this value.</summary>
    public bool Has(Guid value) => Payload.AsSpan().IndexOf(value.ToByteArray()) >= 0;

    /// <summary>How many rows a set has, an array of arrays; 1 for a statement of one row.</summary>
    public int Rows
    {
        get
        {
            var rows = 1;
            var rest = Payload.AsSpan();
            for (int at; (at = rest.IndexOf(Separator)) >= 0; rest = rest[(at + Separator.Length)..])
                rows++;
            return rows;
        }
    }

    public static TdsRequest Read(byte type, byte[] payload)
    {
        // The headers of all requests, which begin with their own length.
        var body = payload.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(payload));
        if (type == Batch)
            return new(TdsKind.Statement, Encoding.Unicode.GetString(body), "", payload);
        if (type == Rpc)
        {
            // After the procedure's number and options come its parameters: statement, declarations, values.
            var at = 6;
            var sql = ReadText(body, ref at);
            return new(TdsKind.Statement, sql, at < body.Length ? ReadText(body, ref at) : "", payload);
        }

        var kind = type != TransactionManager ? TdsKind.Other : BinaryPrimitives.ReadUInt16LittleEndian(body) switch
        {
            5 => TdsKind.Begin,
            7 => TdsKind.Commit,
            8 => TdsKind.Rollback,
            9 => TdsKind.Savepoint,
            _ => TdsKind.Other,
        };
        return new(kind, "", "", payload);
    }

    // Name, status, type (nvarchar), longest length, collation, then the length in pieces or as a whole.
    private static string ReadText(ReadOnlySpan<byte> body, ref int at)
    {
        at += 1 + 2 * body[at] + 1 + 1;
        var isLong = BinaryPrimitives.ReadUInt16LittleEndian(body[at..]) == ushort.MaxValue;
        at += 2 + 5;
        var text = new StringBuilder();
        if (!isLong)
            return Piece(body, ref at, BinaryPrimitives.ReadUInt16LittleEndian(body[at..]), 2);

        at += 8;
        while (BinaryPrimitives.ReadInt32LittleEndian(body[at..]) is > 0 and var length)
            text.Append(Piece(body, ref at, length, 4));
        at += 4;
        return text.ToString();
    }

    private static string Piece(ReadOnlySpan<byte> body, ref int at, int length, int prefix)
    {
        var text = Encoding.Unicode.GetString(body.Slice(at + prefix, length));
        at += prefix + length;
        return text;
    }
}
