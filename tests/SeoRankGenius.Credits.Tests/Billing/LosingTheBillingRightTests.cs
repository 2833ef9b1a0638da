using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Licensing.Members;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>A member set up the automatic top-up with their card, then no longer may buy for the license.</summary>
public sealed class LosingTheBillingRightTests : AppTests
{
    private App _app = null!;
    private TestSite _site = null!;
    private Guid _member;

    [SkippableTheory]
    [EachDatabase("removed")]
    [EachDatabase("left")]
    [EachDatabase("viewer")]
    [EachDatabase("manager")]
    public async Task Their_card_is_not_charged_again(Provider on, string end)
    {
        await GivenAsync(on);
        await PayAsync(await AgreeAsync(_member));

        await EndAsync(end);

        Assert.True((await _app.World.TopUpOfAsync(_site.License.Id))!.IsMailDue);
        await _app.SpendDownAsync(_site);
        await _app.TopUpAsync();
        Assert.Equal(0, _app.Paid());
        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.PayerLeft, 0), await _app.World.StateAsync(_site));
    }

    [SkippableTheory, EachDatabase]
    public async Task With_the_right_it_goes_on(Provider on)
    {
        await GivenAsync(on);
        await PayAsync(await AgreeAsync(_member));

        await EndAsync("billing");
        await _app.SpendDownAsync(_site);
        await _app.TopUpAsync();

        Assert.Equal(1, _app.Paid());
    }

    [SkippableTheory, EachDatabase]
    public async Task The_owners_own_goes_on(Provider on)
    {
        await GivenAsync(on);
        await PayAsync(await AgreeAsync(_site.License.OwnerId));

        await EndAsync("removed");

        Assert.Equal((AutoTopUpState.On, null, 0), await _app.World.StateAsync(_site));
    }

    [SkippableTheory, EachDatabase]
    public async Task It_stops_although_the_owner_agreed_to_other_terms_since(Provider on)
    {
        await GivenAsync(on);
        await PayAsync(await AgreeAsync(_member));
        Assert.Null(await AgreeAsync(_site.License.OwnerId));

        await EndAsync("removed");

        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.PayerLeft, 0), await _app.World.StateAsync(_site));
    }

    [SkippableTheory, EachDatabase(true), EachDatabase(false)]
    public async Task To_resume_the_owner_saves_a_card(Provider on, bool wasOff)
    {
        await GivenAsync(on);
        await PayAsync(await AgreeAsync(_member));
        if (wasOff)
            await _app.Get<AutoTopUpSetup>().SwitchOffAsync(_site.License.Id, default);
        await EndAsync("removed");

        await PayAsync(await AgreeAsync(_site.License.OwnerId));
        await _app.World.SpendAsync(_site, 9_600);
        await _app.TopUpAsync();

        Assert.Equal(1, _app.Paid());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_checkout_that_is_paid_afterwards_saves_no_card(Provider on)
    {
        await GivenAsync(on);
        var checkout = await AgreeAsync(_member);
        await EndAsync("removed");

        await PayAsync(checkout);

        Assert.Equal((AutoTopUpState.Off, null, 0), await _app.World.StateAsync(_site));
        Assert.Equal(5_000, await _app.World.BalanceAsync(_site.License.Id));
    }

    private async Task GivenAsync(Provider on)
    {
        _app = await AppAsync(on);
        _site = await _app.World.SiteAsync();
        _member = await _app.World.OwnerAsync("colleague@northwind.example");
        await _app.World.WriteAsync(async db =>
        {
            var member = Member.Of(_site.License.Id, _member);
            member.Invite(AccountRole.Billing, "code", _app.World.Time.GetUtcNow().UtcDateTime);
            member.Join(_app.World.Time.GetUtcNow().UtcDateTime);
            db.Members.Add(member);
            await db.SaveChangesAsync();
        });
    }

    private Task<Uri?> AgreeAsync(Guid userId) => _app.Get<AutoTopUpSetup>().AgreeAsync(
        new Viewer(userId),
        new Buyer(userId, "payer@northwind.example", _site.Id, _site.Domain, _site.License.Id),
        PoolKind.Shared, TopUpSteps.Terms(), otherCard: false,
        new ReturnUrls("https://app.example/thanks?session={CHECKOUT_SESSION_ID}", "https://app.example/top-up"),
        default);

    private async Task PayAsync(Uri? checkout)
    {
        var session = checkout!.Segments[^1];
        await _app.Stripe.PayAsync(session, TestCard.Card);
        await _app.DeliverAllAsync(session);
        await _app.TopUpAsync();
    }

    private async Task EndAsync(string end)
    {
        await using var scope = _app.Scope();
        var members = (LicenseMembers)scope.ServiceProvider.GetService(typeof(LicenseMembers))!;
        var owner = new Actor(_site.License.OwnerId, "owner", Roles.Owner, null);
        await (end switch
        {
            "removed" => members.RemoveAsync(owner, _site.License.Id, _member),
            "left" => members.LeaveAsync(new Actor(_member, "member", "billing", null), _site.License.Id),
            _ => members.ChangeAsync(owner, _site.License.Id, _member, Enum.Parse<AccountRole>(end, ignoreCase: true)),
        });
    }
}
