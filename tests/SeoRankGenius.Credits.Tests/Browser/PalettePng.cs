using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// Makes a browser's picture small enough for a repository: its 256 most frequent colors instead of 24 bits a point,
/// which text and flat areas do not show.
/// </summary>
internal static class PalettePng
{
    private const int MostColors = 256, SignatureLength = 8, ChunkOverhead = 12;

    /// <summary>The same picture with a palette. Takes what Chromium writes: 8 bits, RGB or RGBA.</summary>
    public static byte[] Of(byte[] png)
    {
        var header = png.AsSpan(SignatureLength + 8, 13);
        var width = BinaryPrimitives.ReadInt32BigEndian(header);
        var height = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        var channels = header[9] switch
        {
            2 => 3,
            6 => 4,
            var other => throw new InvalidOperationException($"A picture of color type {other}."),
        };
        var colors = Colors(Rows(png, width * channels, height, channels), channels);
        var palette = colors.CountBy(color => color).OrderByDescending(color => color.Value).Take(MostColors)
            .Select(color => color.Key).ToArray();
        return Write(width, height, palette, Indexes(colors, palette));
    }

    private static byte[] Rows(byte[] png, int stride, int height, int channels)
    {
        using var packed = new MemoryStream();
        for (var at = SignatureLength; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == "IDAT")
                packed.Write(png, at + 8, length);
            at += length + ChunkOverhead;
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var rows = new byte[stride * height];
        var (row, above) = (new byte[stride], new byte[stride]);
        for (var y = 0; y < height; y++)
        {
            var filter = unpacked.ReadByte();
            unpacked.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                var (left, corner) = x < channels ? (0, 0) : (row[x - channels], above[x - channels]);
                row[x] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[x],
                    3 => (left + above[x]) / 2,
                    _ => Paeth(left, above[x], corner),
                });
            }

            row.CopyTo(rows, y * stride);
            (row, above) = (above, row);
        }

        return rows;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var (byLeft, byAbove) = (Math.Abs(above - corner), Math.Abs(left - corner));
        var byCorner = Math.Abs(left + above - (2 * corner));
        return byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner;
    }

    private static int[] Colors(byte[] rows, int channels)
    {
        var colors = new int[rows.Length / channels];
        for (var i = 0; i < colors.Length; i++)
            colors[i] = (rows[i * channels] << 16) | (rows[(i * channels) + 1] << 8) | rows[(i * channels) + 2];
        return colors;
    }

    private static byte[] Indexes(int[] colors, int[] palette)
    {
        var nearest = new Dictionary<int, byte>();
        var indexes = new byte[colors.Length];
        for (var i = 0; i < colors.Length; i++)
        {
            if (!nearest.TryGetValue(colors[i], out var index))
                nearest[colors[i]] = index =
                    (byte)Array.IndexOf(palette, palette.MinBy(color => Distance(color, colors[i])));
            indexes[i] = index;
        }

        return indexes;
    }

    private static int Distance(int one, int other)
    {
        var red = (one >> 16) - (other >> 16);
        var green = ((one >> 8) & 255) - ((other >> 8) & 255);
        var blue = (one & 255) - (other & 255);
        return (red * red) + (green * green) + (blue * blue);
    }

    private static byte[] Write(int width, int height, int[] palette, byte[] indexes)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3);
        Chunk(png, "IHDR", header);
        Chunk(png, "PLTE", [.. palette.SelectMany(color =>
            (byte[])[(byte)(color >> 16), (byte)(color >> 8), (byte)color])]);
        using var data = new MemoryStream();
        using (var packing = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                packing.WriteByte(0);
                packing.Write(indexes, y * width, width);
            }

        Chunk(png, "IDAT", data.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string type, byte[] data)
    {
        var typed = (byte[])[.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(typed));
        png.Write(number);
    }

    // CRC-32 of ISO 3309, as the PNG specification demands.
    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return ~sum;
    }
}
