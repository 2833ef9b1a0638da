using System.Net;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>When a server that is not there ends a connection.</summary>
public enum Drop
{
    /// <summary>Nothing listens.</summary>
    Refused,

    /// <summary>At once.</summary>
    Accepted,

    /// <summary>After the client's first packet.</summary>
    AfterPrelogin,
}

/// <summary>A SQL Server that accepts connections and drops them.</summary>
internal sealed class DroppingServer : TestDatabase
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public DroppingServer(Drop drop)
    {
        _listener.Start();
        ConnectionString = new SqlConnectionStringBuilder
        {
            DataSource = $"127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port}",
            UserID = "sa",
            Password = "none",
            Encrypt = SqlConnectionEncryptOption.Optional,
            ConnectTimeout = 2,
            ConnectRetryCount = 0,
        }.ConnectionString;
        if (drop == Drop.Refused)
            _listener.Stop();
        else
            _ = AcceptAsync(drop);
    }

    public override Provider Provider => Provider.SqlServer;

    public override string ConnectionString { get; }

    public override ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(Drop drop)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                if (drop == Drop.AfterPrelogin)
                    _ = await client.GetStream().ReadAsync(new byte[4_096]);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
