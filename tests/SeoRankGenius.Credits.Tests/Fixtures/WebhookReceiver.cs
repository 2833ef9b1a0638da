using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>What an endpoint received.</summary>
public sealed record ReceivedWebhook(string Path, string Signature, string Payload);

/// <summary>An owner's endpoint on this machine. Accepts every event unless a test says otherwise.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _arrived = new(0);

    private WebhookReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedWebhook> Received { get; } = [];

    /// <summary>The status of every answer.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Every answer waits for this.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    public string Url { get; private set; } = "";

    /// <summary>Completes with the event that is received as this number from now on.</summary>
    public async Task ReceivesAsync(int count)
    {
        for (; count > 0; count--)
            await _arrived.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        receiver.Url = receiver._app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var payload = await reader.ReadToEndAsync();
        Received.Enqueue(new(context.Request.Path, $"{context.Request.Headers["Srg-Signature"]}", payload));
        _arrived.Release();
        await Answering.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = Status;
        if (Status is >= 300 and < 400)
            context.Response.Headers.Location = "/elsewhere";
    }
}
