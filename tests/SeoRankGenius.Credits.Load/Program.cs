using SeoRankGenius.Credits.Load;
using SeoRankGenius.Credits.Usage;

var time = TimeSpan.FromSeconds(
    args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 6);
await using var world = await LoadWorld.StartAsync();
var sites = await world.SitesAsync(1000, "many");
var hot = (await world.SitesAsync(1, "hot"))[0];
var rawPools = await world.RawPoolsAsync(await world.SitesAsync(1, "raw"));
Figures raw, spend, hotSpend;
await using (var writer = new RawGroupCommit(world.ConnectionString))
    raw = await Measure.RunAsync("raw group commit, one pool", 64, time, caller => Raw(writer, rawPools[0], caller));
Console.WriteLine(raw);
hotSpend = await Measure.RunAsync("spend in process, one license", 64, time, caller => Spend(_ => hot, caller));
Console.WriteLine(hotSpend);
spend = await Measure.RunAsync(
    "spend in process, 1,000 licenses", 64, time, caller => Spend(n => sites[n % sites.Count], caller));
Console.WriteLine(spend);

Func<Task> Spend(Func<int, LoadSite> site, int caller)
{
    var number = caller;
    var spending = world.Get<Spending>();
    return () => spending.SpendAsync(
        site(number += 64).Id, new SpendRequest(Guid.NewGuid().ToString(), "meta-generation", 1), default);
}

static Func<Task> Raw(RawGroupCommit writer, RawPool pool, int caller)
{
    _ = caller;
    return () => writer.WriteAsync(pool, Guid.NewGuid().ToString());
}
