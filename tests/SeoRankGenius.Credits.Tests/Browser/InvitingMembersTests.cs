using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Tests.Browser;

public sealed class InvitingMembersTests : BrowserTests
{
    [SkippableFact]
    public async Task A_colleague_is_invited_without_a_script()
    {
        var owner = await SignInAsync(SampleData.Owner, "/account/members", Look.NoScript);
        await owner.GetByLabel("Invite by e-mail address").FillAsync(MemberSteps.Email);
        await owner.GetByLabel("Manager.").CheckAsync();
        await PressAsync(owner, "Send invitation");
        await Assertions.Expect(owner.GetByText("Invitation sent.")).ToBeVisibleAsync();

        var colleague = await VisitAsync(Look.NoScript);
        await colleague.GotoAsync(await MailedAsync());
        await colleague.GetByLabel("Password for your new account").FillAsync(SampleData.Password);
        await colleague.GetByLabel("Repeat password").FillAsync(SampleData.Password);
        await PressAsync(colleague, "Accept invitation");
        await colleague.GetByLabel("E-mail address").FillAsync(MemberSteps.Email);
        await colleague.GetByLabel("Password").FillAsync(SampleData.Password);
        await PressAsync(colleague, "Sign in");

        await Assertions.Expect(colleague.GetByText("billing members buy credits")).ToBeVisibleAsync();
        await Picture.TakeAsync(colleague, "credits-manager");
    }

    [SkippableFact]
    public async Task The_list_and_the_invitation_are_clean()
    {
        var owner = await SignInAsync(SampleData.Owner, "/account/members");
        await owner.GetByLabel("Invite by e-mail address").FillAsync(MemberSteps.Email);
        await PressAsync(owner, "Send invitation");
        await owner.IsCleanInEveryLookAsync("members-invited");

        var colleague = await VisitAsync(Look.Light);
        await colleague.GotoAsync(await MailedAsync());

        await colleague.IsCleanInEveryLookAsync("join");
    }

    // The app's own pass may be sending it already.
    private async Task<string> MailedAsync()
    {
        while (true)
        {
            await Demo.Services.GetRequiredService<OutboxPass>().PassAsync(default);
            if (Run.Mails.Select(MailedLink.In).FirstOrDefault(link => link.Length > 0) is { } link)
                return link;
        }
    }

    private static new Task PressAsync(IPage page, string text) =>
        page.GetByRole(AriaRole.Button, new() { Name = text, Exact = true }).ClickAsync();
}
