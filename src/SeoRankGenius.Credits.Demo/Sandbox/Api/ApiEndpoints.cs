using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>The input of an operation.</summary>
/// <param name="Fields">The parameters, of the form or the query.</param>
/// <param name="Id">The id in the path; empty where there is none.</param>
/// <param name="Path">Without the query.</param>
/// <param name="BaseUrl">The address of the sandbox's pages, without a slash at the end.</param>
/// <param name="Origin">Becomes the <c>request</c> of the events that result.</param>
internal sealed record ApiCall(FormFields Fields, string Id, string Path, string BaseUrl, RequestOrigin Origin)
{
    /// <summary>The most objects on a page of a list.</summary>
    public required int LargestPage { get; init; }
}

/// <summary>Requests under /v1 and their answers, checked in Stripe's order: fault, key, idempotency.</summary>
internal sealed class ApiEndpoints(
    WebApplication app, Store store, SandboxOptions options, Faults faults, RequestLog log, Action catchUp)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Idempotency idempotency = new(store);

    private sealed record Answer(int Status, string Body, string? ReplayOf = null);

    public void Post(string path, Func<ApiCall, JsonObject> operation) => app.MapPost(path, Handle(operation));

    public void Delete(string path, Func<ApiCall, JsonObject> operation) => app.MapDelete(path, Handle(operation));

    public void Get(string path, Func<SandboxState, ApiCall, JsonObject> read) =>
        app.MapGet(path, Handle(call => store.Read(state => read(state, call))));

    /// <summary>A list with its filters; each parameter is read once, then applied to each object.</summary>
    public void List<T>(
        string path, Resource<T> resource, string[] filters, Func<FormFields, Func<T, bool>> filter)
        where T : class, IStripeObject => Get(path, (state, call) => resource.List(state, call, filters, filter));

    /// <summary>Answers any other path under /v1 with 404; unlike routing, also one that ends with a slash.</summary>
    public void RefuseOthers()
    {
        RequestDelegate refuse = http => Handle(_ => throw new StripeError(
            404,
            "invalid_request_error",
            $"Unrecognized request URL ({http.Request.Method}: {http.Request.Path}). If you are trying to list " +
            "objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a " +
            "valid (non-empty) identifier in your code. Please see https://stripe.com/docs or we can help at " +
            "https://support.stripe.com/."))(http);
        app.Use((http, next) => http.Request.Path.Value is ['/', 'v', '1', '/', .., '/'] ? refuse(http) : next(http));
        app.Map("/v1/{**rest}", refuse);
    }

    private RequestDelegate Handle(Func<ApiCall, JsonObject> operation) => http => AnswerAsync(http, operation);

    private async Task AnswerAsync(HttpContext http, Func<ApiCall, JsonObject> operation)
    {
        var request = http.Request;
        var isPost = HttpMethods.IsPost(request.Method);
        var text = isPost ? await BodyAsync(request) : request.QueryString.Value ?? "";
        var key = isPost ? Header(request, "Idempotency-Key") : null;
        // Not the request's host: that of a proxy in between would serve no page.
        var baseUrl = string.Create(
            CultureInfo.InvariantCulture, $"http://{new Uri(options.Url).Host}:{http.Connection.LocalPort}");
        var call = new ApiCall(
            FormFields.Parse(text), request.RouteValues["id"] as string ?? "", request.Path, baseUrl,
            new RequestOrigin(Store.NewId("req_", 14), key)) { LargestPage = faults.LargestPage };
        log.Add(new SandboxRequest(
            request.Method, request.Path, key, Header(request, "Stripe-Version"), call.Fields.All));
        var fault = faults.Take(request.Method, request.Path);
        var answer = fault?.Before == true
            ? null
            : await OrErrorAsync(() => GuardedAsync(request, call, fault, operation));
        if (answer is null || fault?.After == true)
            http.Abort();
        else
            await WriteAsync(http, call.Origin, answer);
    }

    private async Task<Answer> GuardedAsync(
        HttpRequest request, ApiCall call, Fault? fault, Func<ApiCall, JsonObject> operation)
    {
        if (fault is { Status: { } refused, Remembered: false })
            throw StripeError.OfStatus(refused);
        SecretKey.Require(Header(request, "Authorization"), options.SecretKey);
        RequireForm(request);
        if (call.Origin.IdempotencyKey is not { } key)
            return await OrErrorAsync(() => ExecuteAsync(call, fault, operation));
        var parameters = string.Join('&', call.Fields.All.OrderBy(f => f.Key, StringComparer.Ordinal));
        if (idempotency.Claim(key, request.Path, parameters) is { } first)
            return new Answer(first.Status, first.Body, first.RequestId);
        try
        {
            var answer = await OrErrorAsync(() => ExecuteAsync(call, fault, operation), onlyExecuted: true);
            idempotency.Remember(new RememberedAnswer(
                key, request.Path, parameters, answer.Status, answer.Body, call.Origin.RequestId, store.Now));
            return answer;
        }
        finally
        {
            idempotency.Release(key);
        }
    }

    private async Task<Answer> ExecuteAsync(ApiCall call, Fault? fault, Func<ApiCall, JsonObject> operation)
    {
        if (fault?.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, store.Time);
        if (fault?.Status is { } failed)
            throw StripeError.OfStatus(failed);
        catchUp();
        return new Answer(200, operation(call).ToJsonString(Indented));
    }

    // Stripe stores the answer of a request that was executed, not that of one refused before.
    private static async Task<Answer> OrErrorAsync(Func<Task<Answer>> work, bool onlyExecuted = false)
    {
        try
        {
            return await work();
        }
        catch (StripeError error) when (error.IsExecuted || !onlyExecuted)
        {
            return new Answer(error.Status, error.ToJson().ToJsonString(Indented));
        }
    }

    private static async Task WriteAsync(HttpContext http, RequestOrigin origin, Answer answer)
    {
        var headers = http.Response.Headers;
        headers["Request-Id"] = origin.RequestId;
        headers["Stripe-Version"] = Header(http.Request, "Stripe-Version") ?? EventsApi.ApiVersion;
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
            throw StripeError.Invalid(null, $"Invalid request (check that your POST content type is {form}). If " +
                "you have any questions, we can help at https://support.stripe.com/.");
    }

    private static async Task<string> BodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static string? Header(HttpRequest request, string name) =>
        request.Headers[name].ToString() is { Length: > 0 } value ? value : null;
}

/// <summary>The last requests under /v1, in memory only.</summary>
internal sealed class RequestLog
{
    private const int Limit = 10_000;

    private readonly ConcurrentQueue<SandboxRequest> requests = new();

    public IReadOnlyList<SandboxRequest> All => [.. requests];

    public void Add(SandboxRequest request)
    {
        requests.Enqueue(request);
        if (requests.Count > Limit)
            requests.TryDequeue(out _);
    }
}
