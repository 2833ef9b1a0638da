using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Licensing.Claims;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class AdministeringSitesTests : WorldTests
{
    private World _world = null!;
    private TestSite _site = null!;
    private Actor _admin = null!;
    private SiteAdmin _keeping = null!;

    [SkippableTheory, EachDatabase]
    public async Task A_renamed_site_keeps_its_credits(Provider on)
    {
        await GivenAsync(on);

        await _keeping.RenameAsync(_admin, _site.Id, "https://www.New-Name.example/", default);

        Assert.Equal("new-name.example", (await SiteAsync()).Domain);
        Assert.Equal(new(Shared: 3_450, Domain: 250), await _world.BalancesAsync(_site));
        await _world.SpendAsync(_site, 5);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_domain_that_is_connected_is_not_given_to_another_site(Provider on)
    {
        await GivenAsync(on);
        var other = await _world.SiteAsync();

        await Refused.WithAsync(
            RefusalCode.DomainTaken, () => _keeping.RenameAsync(_admin, _site.Id, other.Domain, default));
    }

    [SkippableTheory, EachDatabase("example"), EachDatabase(""), EachDatabase("8.8.8.8")]
    public async Task What_is_no_domain_is_refused(Provider on, string domain)
    {
        await GivenAsync(on);

        await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => _keeping.RenameAsync(_admin, _site.Id, domain, default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_new_token_ends_the_one_before(Provider on)
    {
        await GivenAsync(on);

        var token = await _keeping.RotateTokenAsync(_admin, _site.Id, default);

        Assert.Equal(_site.Id, (await TokenAsync(token))?.SiteId);
        Assert.Null(await TokenAsync(_site.Token));
        Assert.DoesNotContain(token, Assert.Single(await _world.AuditAsync()).Sentence, StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_revoked_token_works_no_more(Provider on)
    {
        await GivenAsync(on);

        await _keeping.RevokeTokenAsync(_admin, _site.Id, default);

        Assert.Null(await TokenAsync(_site.Token));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_removed_site_is_gone_for_its_owner(Provider on)
    {
        await GivenAsync(on);

        await RemoveAsync(Leftover.Keep);

        var owner = new Viewer(_site.License.OwnerId);
        Assert.Null(await _world.Get<OwnerSites>().FindAsync(owner, _site.Domain, default));
        Assert.Empty(await _world.Get<OwnerSites>().DomainsAsync(owner, default));
        Assert.Null(await TokenAsync(_site.Token));
    }

    [SkippableTheory, EachDatabase]
    public async Task Its_credits_wait_for_its_return(Provider on)
    {
        await GivenAsync(on);
        await RemoveAsync(Leftover.Keep);
        await ConfirmAsync(_site.License.OwnerId);

        var back = await _world.ActivateAsync(_site.License.Key, _site.Domain);

        Assert.Equal(_site.Id, back.SiteId);
        Assert.Equal(new(Shared: 3_450, Domain: 250), await _world.BalancesAsync(_site));
    }

    [SkippableTheory, EachDatabase]
    public async Task It_does_not_return_before_the_owner_confirms(Provider on)
    {
        await GivenAsync(on);
        await RemoveAsync(Leftover.Keep);

        await Refused.WithAsync(
            RefusalCode.ConfirmationRequired, () => _world.ActivateAsync(_site.License.Key, _site.Domain));
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_owner_does_not_confirm(Provider on)
    {
        await GivenAsync(on);
        await RemoveAsync(Leftover.Keep);

        await Refused.WithAsync(
            RefusalCode.NotFound, async () => await ConfirmAsync((await _world.LicenseAsync()).OwnerId));
    }

    [SkippableTheory, EachDatabase]
    public async Task Its_credits_go_to_the_shared_pool(Provider on)
    {
        await GivenAsync(on);

        await RemoveAsync(Leftover.MoveToShared);

        Assert.Equal(new(Shared: 3_700, Domain: 0), await _world.BalancesAsync(_site));
    }

    [SkippableTheory, EachDatabase]
    public async Task More_than_one_admin_may_move_does_not_go_along(Provider on)
    {
        await GivenAsync(on);
        await _world.GrantAsync(_site.Id, 751);

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => RemoveAsync(Leftover.MoveToShared));

        Assert.Null((await SiteAsync()).RemovedAt);
        Assert.Equal(1_001, await _world.BalanceAsync(_site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Moves_of_one_license_within_a_day_add_up(Provider on)
    {
        await GivenAsync(on);
        var other = await _world.SiteAsync(_site.License);
        await _world.GrantAsync(other.Id, 751);
        await RemoveAsync(Leftover.MoveToShared);

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => _keeping.RemoveAsync(
            _admin, other.Id, Leftover.MoveToShared, "The client left", default));
        Assert.Equal(751, await _world.BalanceAsync(other.Id));

        _world.Time.Advance(TimeSpan.FromHours(24));
        await _keeping.RemoveAsync(_admin, other.Id, Leftover.MoveToShared, "The client left", default);
        Assert.Equal(4_451, await _world.BalanceAsync(_site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_deactivation_after_it_changes_nothing(Provider on)
    {
        await GivenAsync(on);
        await RemoveAsync(Leftover.MoveToShared);

        await _world.Get<SiteActivation>().DeactivateAsync(_site.Id, default);

        var site = await _world.ReadAsync(db => db.Sites.SingleAsync(row => row.Id == _site.Id));
        Assert.Equal(PoolKind.Shared, site.CreditsGoTo);
    }

    [SkippableTheory, EachDatabase]
    public async Task Its_domain_is_free_for_another_license(Provider on)
    {
        await GivenAsync(on);
        await RemoveAsync(Leftover.Keep);

        var taken = await _world.SiteAsync(await _world.LicenseAsync(), _site.Domain);

        Assert.NotEqual(_site.Id, taken.Id);
        Assert.Equal(0, await _world.BalanceAsync(taken.Id));
        await Refused.WithAsync(
            RefusalCode.DomainTaken, () => _world.ActivateAsync(_site.License.Key, _site.Domain));
    }

    [SkippableTheory, EachDatabase]
    public async Task Its_place_is_free_for_another_site(Provider on)
    {
        await GivenAsync(on);
        await _world.Get<LicenseAdmin>().LimitSitesAsync(_admin, _site.License.Id, 1, default);

        await RemoveAsync(Leftover.Keep);

        await _world.SiteAsync(_site.License);
    }

    private Task ConfirmAsync(Guid ownerId) => _world.Get<RemovedSites>().ConfirmAsync(
        new Actor(ownerId, "owner@x.example", Roles.Owner, null), new Viewer(ownerId), _site.Id);

    [SkippableTheory, EachDatabase]
    public async Task A_launch_link_to_it_opens_nothing(Provider on)
    {
        await GivenAsync(on);
        var (code, _) = await _world.Launching.OfferAsync(_site.Id, default);

        await RemoveAsync(Leftover.Keep);

        Assert.Null(await _world.Launching.OpenAsync(code, default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_site_is_removed_once(Provider on)
    {
        await GivenAsync(on);
        await RemoveAsync(Leftover.MoveToShared);

        await Refused.WithAsync(RefusalCode.NotFound, () => RemoveAsync(Leftover.MoveToShared));

        Assert.Single(await _world.AuditAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task Removal_is_written_down_with_what_became_of_the_credits(Provider on)
    {
        await GivenAsync(on);

        await RemoveAsync(Leftover.MoveToShared);

        var record = Assert.Single(await _world.AuditAsync());
        Assert.Equal(
            ($$"""{"domain":"{{_site.Domain}}","domainCredits":250}""",
                """{"domainCredits":0,"leftover":"MoveToShared"}"""),
            (record.Before, record.After));
    }

    private Task RemoveAsync(Leftover leftover) =>
        _keeping.RemoveAsync(_admin, _site.Id, leftover, "The client left", default);

    private Task<TokenSite?> TokenAsync(string token) => _world.Get<SiteTokens>().FindAsync(token);

    private async Task<SiteDetails> SiteAsync() => (await _world.DetailsAsync(_site.License)).Sites.Single();

    private async Task GivenAsync(Provider on)
    {
        _world = await WorldAsync(on);
        _site = await _world.SiteAsync(shared: 3_450, domain: 250);
        _admin = await _world.AdminAsync();
        _keeping = _world.Get<SiteAdmin>();
    }
}
