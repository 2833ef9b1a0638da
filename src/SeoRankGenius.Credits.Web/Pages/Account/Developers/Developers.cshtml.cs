using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Web.Pages.Account.Developers;

/// <summary>The owner's webhook endpoints and the newest deliveries.</summary>
[RequireRecentSignIn("Add", "Rotate")]
public sealed class DevelopersModel(WebhookEndpoints endpoints, TimeProvider time) : PageModel
{
    private static readonly string[] Events =
    [
        WebhookEvents.BalanceLow, WebhookEvents.PurchaseFulfilled, WebhookEvents.PlanChanged,
        WebhookEvents.SiteRemoved,
    ];

    public DeveloperOverview Overview { get; private set; } = null!;

    public string EventNames => string.Join(", ", Events);

    /// <summary>As typed.</summary>
    public string? Address { get; private set; }

    /// <summary>As chosen.</summary>
    public Guid? License { get; private set; }

    /// <summary>A new signing secret, shown once, in the response that created it; null otherwise.</summary>
    public string? NewSecret { get; private set; }

    public string? Notice { get; private set; }

    public TimeProvider Time => time;

    public async Task OnGetAsync(string? done, CancellationToken cancellation)
    {
        Notice = done switch
        {
            "removed" => "Endpoint removed.",
            "on" => "Endpoint turned on. It gets events from now on.",
            "test" => "Test event queued. It is sent within a few seconds; reload this page to see the result.",
            "waiting" => "A test event already waits for this endpoint. It is sent within a few seconds.",
            "again" => "Event queued again. It is sent within a few seconds; reload this page to see the result.",
            _ => null,
        };
        Overview = await endpoints.ReadAsync(HttpContext.Viewer(), cancellation);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid license, string? url, CancellationToken cancellation)
    {
        (Address, License) = (url, license);
        try
        {
            NewSecret = await endpoints.AddAsync(HttpContext.Viewer(), license, url, cancellation);
            Address = null;
        }
        catch (Refusal refusal) when (refusal.Code == RefusalCode.InvalidRequest)
        {
            ModelState.AddRefusal(refusal);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        await OnGetAsync(done: null, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostRotateAsync(Guid endpoint, CancellationToken cancellation)
    {
        NewSecret = await endpoints.RotateAsync(HttpContext.Viewer(), endpoint, cancellation);
        await OnGetAsync(done: null, cancellation);
        return Page();
    }

    public Task<IActionResult> OnPostTestAsync(Guid endpoint, CancellationToken cancellation) => QueueAsync(
        async viewer => await endpoints.TestAsync(viewer, endpoint, cancellation) ? "test" : "waiting", cancellation);

    public async Task<IActionResult> OnPostEnableAsync(Guid endpoint, CancellationToken cancellation)
    {
        await endpoints.EnableAsync(HttpContext.Viewer(), endpoint, cancellation);
        return RedirectToPage(new { done = "on" });
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid endpoint, CancellationToken cancellation)
    {
        await endpoints.RemoveAsync(HttpContext.Viewer(), endpoint, cancellation);
        return RedirectToPage(new { done = "removed" });
    }

    public Task<IActionResult> OnPostRepeatAsync(Guid delivery, CancellationToken cancellation) => QueueAsync(
        async viewer =>
        {
            await endpoints.RepeatAsync(viewer, delivery, cancellation);
            return "again";
        },
        cancellation);

    private async Task<IActionResult> QueueAsync(Func<Viewer, Task<string>> queue, CancellationToken cancellation)
    {
        try
        {
            return RedirectToPage(new { done = await queue(HttpContext.Viewer()) });
        }
        catch (Refusal refusal) when (refusal.Code == RefusalCode.InvalidRequest)
        {
            ModelState.AddRefusal(refusal);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await OnGetAsync(done: null, cancellation);
            return Page();
        }
    }
}
