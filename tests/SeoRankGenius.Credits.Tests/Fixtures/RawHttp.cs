using System.Net.Sockets;
using System.Text;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Requests that <see cref="HttpClient"/> does not make, byte by byte on a connection of their own.</summary>
public static class RawHttp
{
    /// <summary>Posts an event so many times, one after the other on one connection; the statuses answered.</summary>
    public static async Task<IReadOnlyList<int>> PostEventsAsync(
        this App app, string body, int times, params string[] signatures)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(app.Url.Host, app.Url.Port);
        var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var headers = string.Concat(signatures.Select(signature => $"Stripe-Signature: {signature}\r\n"));
        var request = Encoding.UTF8.GetBytes(
            $"POST /webhooks/stripe HTTP/1.1\r\nHost: {app.Url.Authority}\r\n{headers}"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            await stream.WriteAsync(request);
            statuses.Add(await ReadStatusAsync(reader));
        }

        return statuses;
    }

    // 0 when the other side hung up. Reads the headers and as much body as they say.
    private static async Task<int> ReadStatusAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync() is not { Length: > 12 } first)
            return 0;
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture);
        for (; length > 0; length--)
            reader.Read();
        return int.Parse(first[9..12], System.Globalization.CultureInfo.InvariantCulture);
    }
}
