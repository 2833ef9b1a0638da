using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SeoRankGenius.Credits.Data.Leasing;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>Two instances on one database share the background passes.</summary>
public sealed class SharingPassesTests : WorldTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(40);

    [SkippableTheory, EachDatabase]
    public async Task One_instance_holds_a_lease(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();

        Assert.True(await TakeAsync(world));
        Assert.False(await TakeAsync(other));
        Assert.True(await TakeAsync(world));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_lease_that_is_kept_does_not_expire(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        await TakeAsync(world);

        world.Time.Advance(Duration / 2);
        await TakeAsync(world);
        world.Time.Advance(Duration / 2);

        Assert.False(await TakeAsync(other));
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_instance_takes_over_an_expired_lease(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        await TakeAsync(world);

        world.Time.Advance(Duration);

        Assert.True(await TakeAsync(other));
        Assert.False(await TakeAsync(world));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_instance_that_stops_gives_its_leases_back(Provider on)
    {
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        await TakeAsync(world);

        await world.Get<PassLeases>().ReleaseAsync("Pass");

        Assert.True(await TakeAsync(other));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Of_many_that_ask_at_once_one_gets_it(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();

        var taken = await Concurrently.AtOnceAsync(
            20, async caller => (Instance: caller % 2, IsTaken: await TakeAsync(caller % 2 == 0 ? world : other)));

        Assert.Single(taken.Where(one => one.IsTaken).Select(one => one.Instance).Distinct());
    }

    [Fact]
    public async Task Only_what_each_instance_needs_runs_on_each()
    {
        await using var server = new DroppingServer(Drop.Refused);
        await using var stripe = await StripeSandbox.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" });
        await using var world = World.On(server);
        await using var web = new WebApp(world, stripe, new Settings([]));
        web.Start();

        var passes = web.Services.GetServices<IHostedService>().OfType<RecurringPass>();

        Assert.Equal(
            ["StatusMetricsPass", "TabWatch"],
            passes.Where(pass => pass.Leases is null).Select(pass => pass.GetType().Name).Order());
    }

    private static Task<bool> TakeAsync(World world) => world.Get<PassLeases>().TakeAsync("Pass", Duration, default);
}
