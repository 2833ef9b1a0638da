using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>The pages before and after the start of a plan, in light and dark, on a desk and on a phone.</summary>
public sealed class PlanPagesTests(PlansRun run) : BrowserTests(run), IClassFixture<PlansRun>
{
    [SkippableFact]
    public Task The_checkout_is_clean() => IsCleanAsync("plan-checkout", SampleData.Trial, run.Checkout);

    [SkippableFact]
    public Task The_started_trial_is_clean() =>
        IsCleanAsync("account-plans-done", SampleData.Free, "/account/plans/done?session_id=" + run.Started);

    [SkippableFact]
    public Task The_plans_during_a_trial_are_clean() =>
        IsCleanAsync("account-plans-trial", SampleData.Free, "/account/plans");

    [SkippableFact]
    public async Task An_event_of_a_subscription_is_clean() =>
        await IsCleanAsync("admin-event", SampleData.Admin, "/admin/events/" + await run.EventAsync());

    [SkippableTheory]
    [InlineData("Manage billing", "portal")]
    [InlineData("Change to Pro", "portal-change")]
    public async Task Stripes_portal_is_clean(string button, string name)
    {
        var tab = await SignInAsync(SampleData.Free, "/account/plans");

        var portal = await PressAsync(tab, button);

        await portal.IsCleanInEveryLookAsync(name);
    }
}
