using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>
/// A server that speaks as much of SQL Server's protocol as SqlClient needs. It keeps every request, each of which is a
/// round trip, and answers what the test says.
/// </summary>
internal sealed class TdsServer : TestDatabase
{
    private const byte Prelogin = 0x12, Login = 0x10, Response = 0x04, EndOfMessage = 0x01;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<TdsRequest> _requests = [];
    private readonly Func<TdsRequest, byte[]?> _answer;

    /// <param name="answer">The tokens of an answer; null drops the connection.</param>
    public TdsServer(Func<TdsRequest, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        ConnectionString = new SqlConnectionStringBuilder
        {
            DataSource = $"127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port}",
            InitialCatalog = "credits",
            UserID = "sa",
            Password = "none",
            Encrypt = SqlConnectionEncryptOption.Optional,
            ConnectRetryCount = 0,
        }.ConnectionString;
        _ = AcceptAsync();
    }

    public override Provider Provider => Provider.SqlServer;

    public override string ConnectionString { get; }

    /// <summary>What was asked so far, without the sign-in of connections.</summary>
    public IReadOnlyList<TdsRequest> Requests => [.. _requests];

    public override ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        try
        {
            while (await ReadAsync(stream) is var (type, payload))
                if (Answer(type, payload) is { } tokens)
                    await WriteAsync(stream, tokens);
                else
                    return;
        }
        catch (IOException)
        {
            // The client left.
        }
    }

    private byte[]? Answer(byte type, byte[] payload)
    {
        if (type == Prelogin)
            return Tds.Prelogin;
        if (type == Login)
            return Tds.LoginAck;
        var request = TdsRequest.Read(type, payload);
        _requests.Enqueue(request);
        return _answer(request);
    }

    private static async Task<(byte Type, byte[] Payload)> ReadAsync(NetworkStream stream)
    {
        using var message = new MemoryStream();
        var header = new byte[8];
        do
        {
            await stream.ReadExactlyAsync(header);
            var packet = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - header.Length];
            await stream.ReadExactlyAsync(packet);
            message.Write(packet);
        }
        while ((header[1] & EndOfMessage) == 0);
        return (header[0], message.ToArray());
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] tokens)
    {
        const int most = 4_096 - 8;
        for (var at = 0; at < tokens.Length; at += most)
        {
            var length = Math.Min(most, tokens.Length - at);
            var packet = new byte[length + 8];
            (packet[0], packet[1]) = (Response, at + length == tokens.Length ? EndOfMessage : (byte)0);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
            tokens.AsSpan(at, length).CopyTo(packet.AsSpan(8));
            await stream.WriteAsync(packet);
        }
    }
}
