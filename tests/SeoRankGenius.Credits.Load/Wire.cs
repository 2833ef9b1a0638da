using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SeoRankGenius.Credits.Load;

/// <summary>
/// One HTTP/1.1 connection that sends bytes and counts bytes. It shares the machine with the server it measures, so it
/// does as little as an answer's end can be found with.
/// </summary>
public sealed class Wire : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray(), LastChunk = "0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];

    public Wire(Uri url) => _socket.Connect(url.Host, url.Port);

    /// <summary>Sends one request and reads its whole answer. Throws unless its status is the expected one.</summary>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request, int status = 200)
    {
        await _socket.SendAsync(request);
        var (length, end) = (0, -1);
        while (end < 0 || length < end)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server hung up.");
            length += read;
            end = end < 0 ? End(_buffer.AsSpan(0, length)) : end;
        }

        var answered = (_buffer[9] - '0') * 100 + (_buffer[10] - '0') * 10 + _buffer[11] - '0';
        return answered == status
            ? length
            : throw new IOException(Encoding.UTF8.GetString(_buffer, 0, Math.Min(length, 2_000)));
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>A request with its headers.</summary>
    public static byte[] Request(string method, string path, string headers, string body = "") =>
        Encoding.UTF8.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}"
            + (body.Length == 0 && method == "GET"
                ? "\r\n"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}")));

    // Where the answer ends, or -1 when that can't be told yet.
    private static int End(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(HeadEnd);
        if (head < 0)
            return -1;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length >= 0)
        {
            var digits = answer[(length + 16)..];
            return head + 4 + int.Parse(digits[..digits.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
        }

        return answer.EndsWith(LastChunk) ? answer.Length : -1;
    }
}
