using System.Globalization;
using System.Text;

namespace SeoRankGenius.Credits.Web.SigningIn;

/// <summary>
/// A QR code (ISO/IEC 18004) of up to 230 bytes: byte mode, versions 1 to 9, error correction L, which on a screen is
/// plenty. Always mask 0: a key of random letters makes no large plain areas that another one would have to break.
/// </summary>
public sealed class QrCode
{
    private const int LastVersion = 9, Mask = 0, LevelL = 1;

    // By version: error correction codewords a block, and blocks; all blocks of a version are of one length.
    private static readonly int[] EccLengths = [0, 7, 10, 15, 20, 26, 18, 20, 24, 30];
    private static readonly int[] Blocks = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2];

    private readonly int _version;
    private readonly bool[,] _dark;
    private readonly bool[,] _isFixed;

    private QrCode(int version, byte[] codewords)
    {
        (_version, Size) = (version, (version * 4) + 17);
        (_dark, _isFixed) = (new bool[Size, Size], new bool[Size, Size]);
        DrawTiming();
        DrawFinders();
        DrawAlignments();
        DrawVersion();
        DrawFormat();
        DrawCodewords(codewords);
    }

    /// <summary>Modules a side.</summary>
    public int Size { get; }

    /// <summary>Is this module dark?</summary>
    public bool this[int x, int y] => _dark[x, y];

    /// <summary>Null for a text that is too long.</summary>
    public static QrCode? Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var version = 1; version <= LastVersion; version++)
            // Four bits of mode and eight of length come first.
            if (bytes.Length + 2 <= DataLength(version))
                return new QrCode(version, Codewords(version, bytes));
        return null;
    }

    /// <summary>The dark modules as the path of an SVG, a stroke a run, in units of a module.</summary>
    public string Path()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
                if (_dark[x, y] && (x == 0 || !_dark[x - 1, y]))
                {
                    var end = x + 1;
                    while (end < Size && _dark[end, y])
                        end++;
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{end - x}v1H{x}z");
                }

        return path.ToString();
    }

    private static int RawLength(int version)
    {
        var modules = (((16 * version) + 128) * version) + 64;
        if (version >= 2)
        {
            var alignments = (version / 7) + 2;
            modules -= (((25 * alignments) - 10) * alignments) - 55;
        }

        return (version >= 7 ? modules - 36 : modules) / 8;
    }

    private static int DataLength(int version) => RawLength(version) - (EccLengths[version] * Blocks[version]);

    private static byte[] Codewords(int version, byte[] text)
    {
        var data = new byte[DataLength(version)];
        // Mode "bytes" and the length, half a byte out of step; then nothing, and the padding that is prescribed.
        data[0] = (byte)(0x40 | (text.Length >> 4));
        data[1] = (byte)(text.Length << 4);
        foreach (var (i, value) in text.Index())
            (data[i + 1], data[i + 2]) = ((byte)(data[i + 1] | (value >> 4)), (byte)(value << 4));

        for (var i = text.Length + 2; i < data.Length; i++)
            data[i] = (byte)((i - text.Length) % 2 == 0 ? 0xEC : 0x11);

        var blocks = data.Chunk(data.Length / Blocks[version]).ToList();
        var ecc = blocks.ConvertAll(block => ReedSolomon.Remainder(block, EccLengths[version]));
        return [.. Interleave(blocks), .. Interleave(ecc)];
    }

    private static IEnumerable<byte> Interleave(List<byte[]> blocks) =>
        Enumerable.Range(0, blocks[0].Length).SelectMany(i => blocks.Select(block => block[i]));

    private void Set(int x, int y, bool dark)
    {
        if (x < 0 || y < 0 || x >= Size || y >= Size)
            return;
        _dark[x, y] = dark;
        _isFixed[x, y] = true;
    }

    private void DrawTiming()
    {
        for (var i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
    }

    private void DrawFinders()
    {
        foreach (var (x, y) in ((int, int)[])[(3, 3), (Size - 4, 3), (3, Size - 4)])
            DrawSquare(x, y, 4, distance => distance is not 2 and not 4);
    }

    private void DrawAlignments()
    {
        if (_version == 1)
            return;
        int[] at = _version < 7 ? [6, Size - 7] : [6, (Size - 1) / 2, Size - 7];
        foreach (var x in at)
            foreach (var y in at)
                if (!(x == 6 && y == 6) && !(x == 6 && y == Size - 7) && !(x == Size - 7 && y == 6))
                    DrawSquare(x, y, 2, distance => distance != 1);
    }

    private void DrawSquare(int centreX, int centreY, int reach, Func<int, bool> isDark)
    {
        for (var y = -reach; y <= reach; y++)
            for (var x = -reach; x <= reach; x++)
                Set(centreX + x, centreY + y, isDark(Math.Max(Math.Abs(x), Math.Abs(y))));
    }

    private void DrawVersion()
    {
        if (_version < 7)
            return;
        var bits = WithRemainder(_version, 12, 0x1F25);
        for (var i = 0; i < 18; i++)
        {
            var (a, b) = (Size - 11 + (i % 3), i / 3);
            Set(a, b, Bit(bits, i));
            Set(b, a, Bit(bits, i));
        }
    }

    private void DrawFormat()
    {
        var bits = WithRemainder((LevelL << 3) | Mask, 10, 0x537) ^ 0x5412;
        for (var i = 0; i < 15; i++)
        {
            var dark = Bit(bits, i);
            Set(8, i < 6 ? i : i < 8 ? i + 1 : Size - 15 + i, dark);
            Set(i < 8 ? Size - 1 - i : i < 9 ? 15 - i : 14 - i, 8, dark);
        }

        Set(8, Size - 8, dark: true);
    }

    private void DrawCodewords(byte[] codewords)
    {
        var i = 0;
        for (var right = Size - 1; right >= 1; right -= 2)
        {
            // The column of the timing pattern is passed over.
            if (right == 6)
                right = 5;
            for (var step = 0; step < Size; step++)
                for (var column = 0; column < 2; column++)
                {
                    var (x, y) = (right - column, ((right + 1) & 2) == 0 ? Size - 1 - step : step);
                    if (_isFixed[x, y])
                        continue;
                    var bit = i < codewords.Length * 8 && Bit(codewords[i / 8], 7 - (i % 8));
                    _dark[x, y] = bit ^ ((x + y) % 2 == 0);
                    i++;
                }
        }
    }

    private static int WithRemainder(int data, int length, int polynomial)
    {
        var rest = data;
        for (var i = 0; i < length; i++)
            rest = (rest << 1) ^ ((rest >> (length - 1)) * polynomial);
        return (data << length) | rest;
    }

    private static bool Bit(int bits, int i) => (bits >> i & 1) != 0;
}
