using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>What happens to one request on its way.</summary>
public enum ProxyFault
{
    None,

    /// <summary>The request does not reach the app; the connection is closed.</summary>
    Lost,

    /// <summary>The app answers; the connection is closed before the answer.</summary>
    Unanswered,

    /// <summary>The answer stops in the middle of its body.</summary>
    Cut,

    /// <summary>The answer's body is half as long and says so.</summary>
    Truncated,

    /// <summary>The answer arrives after the client's time-out.</summary>
    Delayed,

    /// <summary>The request reaches the app twice; the second answer is passed on.</summary>
    Duplicated,

    /// <summary>The app answers; a gateway's page with 502 arrives.</summary>
    Gateway,

    /// <summary>A login page with 200 arrives, as from a captive network.</summary>
    Page,

    /// <summary>The gateway refuses with 503 and Retry-After.</summary>
    Busy,
}

/// <summary>A reverse proxy between a client and the app that injects faults in the order given.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly WebApplication _proxy;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentQueue<ProxyFault> _faults = new();

    private FaultyProxy(WebApplication proxy) => _proxy = proxy;

    public string Url { get; private set; } = "";

    /// <summary>Faults that are still to happen; empty once all have.</summary>
    public int Pending => _faults.Count;

    public static async Task<FaultyProxy> StartAsync(Uri app)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var proxy = new FaultyProxy(builder.Build());
        proxy._proxy.Run(context => proxy.PassAsync(context, app));
        await proxy._proxy.StartAsync();
        proxy.Url = proxy._proxy.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First();
        return proxy;
    }

    /// <summary>Faults of the next requests, one each.</summary>
    public void Inject(params IEnumerable<ProxyFault> faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context, Uri app)
    {
        _ = _faults.TryDequeue(out var fault);
        using var sent = new MemoryStream();
        await context.Request.Body.CopyToAsync(sent);
        if (fault is ProxyFault.Lost)
        {
            context.Abort();
            return;
        }

        if (fault is ProxyFault.Busy)
        {
            context.Response.Headers.RetryAfter = "0";
            await PageAsync(context, 503);
            return;
        }

        if (fault is ProxyFault.Duplicated)
            (await ForwardAsync(context, app, sent.ToArray())).Dispose();
        using var answer = await ForwardAsync(context, app, sent.ToArray());
        await AnswerAsync(context, answer, fault);
    }

    private Task<HttpResponseMessage> ForwardAsync(HttpContext context, Uri app, byte[] body)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), new Uri(app, context.Request.Path + context.Request.QueryString))
        {
            Content = new ByteArrayContent(body),
        };
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not "Host"))
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
        return _http.SendAsync(request);
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer, ProxyFault fault)
    {
        var body = await answer.Content.ReadAsByteArrayAsync();
        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not "Transfer-Encoding" and not "Date"))
            response.Headers[name] = values.ToArray();
        if (fault is ProxyFault.Delayed)
            await Task.Delay(Late);
        switch (fault)
        {
            case ProxyFault.Unanswered:
                context.Abort();
                break;
            case ProxyFault.Gateway:
                await PageAsync(context, 502);
                break;
            case ProxyFault.Page:
                await PageAsync(context, 200);
                break;
            case ProxyFault.Cut:
                response.ContentLength = body.Length;
                await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
                await response.Body.FlushAsync();
                context.Abort();
                break;
            default:
                var length = fault is ProxyFault.Truncated ? body.Length / 2 : body.Length;
                response.ContentLength = answer.StatusCode is System.Net.HttpStatusCode.NoContent ? null : length;
                await response.Body.WriteAsync(body.AsMemory(0, length));
                break;
        }
    }

    private static Task PageAsync(HttpContext context, int status)
    {
        context.Response.Headers.Remove("Content-Length");
        (context.Response.StatusCode, context.Response.ContentType) = (status, "text/html");
        return context.Response.WriteAsync("<html><body><h1>Sorry</h1></body></html>");
    }
}
