namespace SeoRankGenius.Credits.Web.SigningIn;

/// <summary>The error correction of QR codes: the remainder of a polynomial over GF(2⁸) modulo 0x11D.</summary>
internal static class ReedSolomon
{
    public static byte[] Remainder(byte[] data, int length)
    {
        var divisor = Divisor(length);
        var rest = new byte[length];
        foreach (var value in data)
        {
            var factor = (byte)(value ^ rest[0]);
            rest = [.. rest[1..], 0];
            for (var i = 0; i < length; i++)
                rest[i] ^= Multiply(divisor[i], factor);
        }

        return rest;
    }

    // (x - 2⁰)(x - 2¹)…, without its first coefficient, which is 1.
    private static byte[] Divisor(int length)
    {
        var divisor = new byte[length];
        divisor[^1] = 1;
        byte root = 1;
        for (var i = 0; i < length; i++)
        {
            for (var j = 0; j < length; j++)
                divisor[j] = (byte)(Multiply(divisor[j], root) ^ (j + 1 < length ? divisor[j + 1] : 0));
            root = Multiply(root, 2);
        }

        return divisor;
    }

    private static byte Multiply(byte a, byte b)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= (b >> bit & 1) * a;
        }

        return (byte)product;
    }
}
