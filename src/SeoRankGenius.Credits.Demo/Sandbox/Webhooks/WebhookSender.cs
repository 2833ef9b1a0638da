using System.Security.Cryptography;
using System.Text;

namespace SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

/// <summary>Signs and posts one body.</summary>
internal sealed class WebhookSender(SandboxOptions options) : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = options.WebhookTransport is { } transport
        ? new HttpClient(transport, disposeHandler: false) { Timeout = RequestTimeout }
        : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            Timeout = RequestTimeout,
        };

    public Uri? Url { get; set; } = options.WebhookUrl;

    public static string Sign(string body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(mac)}";
    }

    /// <summary>Never throws for a failed request, only for cancellation.</summary>
    public async Task<WebhookAnswer> PostAsync(string body, string? signature, CancellationToken ct)
    {
        if (Url is not { } url)
            return new WebhookAnswer(0, "No webhook address is set.");
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        signature ??= Sign(body, options.WebhookSecret, options.Time.GetUtcNow());
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        request.Headers.Add("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        try
        {
            using var answer = await http.SendAsync(request, ct);
            return new WebhookAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new WebhookAnswer(0, e.Message);
        }
    }

    public void Dispose() => http.Dispose();
}
