using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>
/// What an operation is given. The id is that of the path, empty where there is none; the base URL is where the
/// caller reached the sandbox, without a slash at the end.
/// </summary>
internal sealed record WireCall(FormFields Fields, string Id, string BaseUrl, Origin Origin);

internal delegate JsonObject WireOperation(WireCall call);

/// <summary>One request under /v1 and its answer: fault, key, idempotency, operation, in Stripe's order.</summary>
internal sealed class Exchange(
    Store store, SandboxOptions options, Faults faults, RequestLog log, Idempotency idempotency)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private sealed record Answer(int Status, string Body, string? ReplayOf = null);

    public RequestDelegate For(WireOperation operation) => http => AnswerAsync(http, operation);

    // Not the request's host: through a proxy that would be the proxy's, which serves no page.
    private string PageOrigin(int port) => string.Create(
        CultureInfo.InvariantCulture, $"http://{new Uri(options.Url).Host}:{port}");

    private async Task AnswerAsync(HttpContext http, WireOperation operation)
    {
        var request = http.Request;
        var text = HttpMethods.IsPost(request.Method) ? await BodyAsync(request) : request.QueryString.Value ?? "";
        var key = HttpMethods.IsPost(request.Method) ? Header(request, "Idempotency-Key") : null;
        var call = new WireCall(
            FormFields.Parse(text),
            request.RouteValues["id"] as string ?? "",
            PageOrigin(http.Connection.LocalPort),
            new Origin(Store.NewId("req_", 14), key));
        var version = Header(request, "Stripe-Version");
        log.Add(new SandboxRequest(request.Method, request.Path, key, version, call.Fields.All));
        var fault = faults.Take(request.Method, request.Path);
        if (fault?.Before == true)
        {
            http.Abort();
            return;
        }

        var answer = await OrFailureAsync(() => GuardedAsync(request, call, fault, operation));
        if (fault?.After == true)
            http.Abort();
        else
            await WriteAsync(http, call.Origin, answer);
    }

    private async Task<Answer> GuardedAsync(HttpRequest request, WireCall call, Fault? fault, WireOperation operation)
    {
        if (fault is { Status: { } refused, Remembered: false })
            throw StripeFailure.OfStatus(refused);
        SecretKey.Require(Header(request, "Authorization"), options.SecretKey);
        RequireForm(request);
        if (call.Origin.IdempotencyKey is not { } key)
            return await OrFailureAsync(() => ExecuteAsync(call, fault, operation));
        var parameters = string.Join('&', call.Fields.All.OrderBy(f => f.Key, StringComparer.Ordinal));
        if (idempotency.Claim(key, request.Path, parameters) is { } first)
            return new Answer(first.Status, first.Body, first.RequestId);
        try
        {
            var answer = await OrFailureAsync(() => ExecuteAsync(call, fault, operation), onlyExecuted: true);
            idempotency.Remember(new RememberedAnswer(
                key, request.Path, parameters, answer.Status, answer.Body, call.Origin.RequestId!, store.Now));
            return answer;
        }
        finally
        {
            idempotency.Release(key);
        }
    }

    private async Task<Answer> ExecuteAsync(WireCall call, Fault? fault, WireOperation operation)
    {
        if (fault?.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, store.Time);
        if (fault?.Status is { } failed)
            throw StripeFailure.OfStatus(failed);
        return new Answer(200, operation(call).ToJsonString(Indented));
    }

    // To be remembered is only what was executed: a refusal before that is let through.
    private static async Task<Answer> OrFailureAsync(Func<Task<Answer>> work, bool onlyExecuted = false)
    {
        try
        {
            return await work();
        }
        catch (StripeFailure failure) when (failure.IsExecuted || !onlyExecuted)
        {
            return new Answer(failure.Status, failure.ToJson().ToJsonString(Indented));
        }
    }

    private static async Task WriteAsync(HttpContext http, Origin origin, Answer answer)
    {
        var headers = http.Response.Headers;
        headers["Request-Id"] = origin.RequestId;
        headers["Stripe-Version"] = Header(http.Request, "Stripe-Version") ?? EventJson.ApiVersion;
        headers.CacheControl = "no-cache, no-store";
        if (origin.IdempotencyKey is { } key)
        {
            headers["Idempotency-Key"] = key;
            headers["Original-Request"] = answer.ReplayOf ?? origin.RequestId;
        }

        if (answer.ReplayOf is not null)
            headers["Idempotent-Replayed"] = "true";
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static void RequireForm(HttpRequest request)
    {
        const string form = "application/x-www-form-urlencoded";
        var isForm = request.ContentType?.StartsWith(form, StringComparison.OrdinalIgnoreCase) == true;
        if (HttpMethods.IsPost(request.Method) && request.ContentLength > 0 && !isForm)
            throw StripeFailure.Invalid(null, $"Invalid request (check that your POST content type is {form}). If " +
                "you have any questions, we can help at https://support.stripe.com/.");
    }

    private static async Task<string> BodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value) ? value.ToString() : null;
}

/// <summary>The last requests under /v1, in memory only.</summary>
internal sealed class RequestLog
{
    private const int Kept = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<SandboxRequest> requests = new();

    public IReadOnlyList<SandboxRequest> All
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    public void Add(SandboxRequest request)
    {
        lock (gate)
        {
            requests.Enqueue(request);
            if (requests.Count > Kept)
                requests.Dequeue();
        }
    }
}
