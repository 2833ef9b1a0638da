using System.Globalization;
using SeoRankGenius.Credits.Load;

// How many seconds a line; then, if any, words of which one stands in the names of the lines wanted; or "growth" and
// the number of entries to grow to; or "streams" and the number of open tabs; or "bytes".
var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 6;
var wanted = args.Skip(1).ToList();
if (wanted is ["growth", ..])
{
    var entries = wanted.Count > 1 ? int.Parse(wanted[1], CultureInfo.InvariantCulture) : Growth.Usual;
    await Growth.RunAsync(TimeSpan.FromSeconds(seconds), entries);
    return;
}

if (wanted is ["streams", ..])
{
    var streams = wanted.Count > 1 ? int.Parse(wanted[1], CultureInfo.InvariantCulture) : 300;
    await Streams.RunAsync(streams, TimeSpan.FromSeconds(seconds));
    return;
}

if (wanted is ["bytes"])
{
    await Bytes.RunAsync(TimeSpan.FromSeconds(seconds));
    return;
}

await using var world = await LoadWorld.StartAsync();
await using var limits = await Limits.StartAsync();
var limitsUrl = new Uri(limits.Urls.First());
var scenarios = new Scenarios(world, TimeSpan.FromSeconds(seconds));
var many = await world.SitesAsync(1_000, "many");
var hot = await world.SitesAsync(1, "hot");
var raw = await world.SitesAsync(1_000, "raw");
var report = new Report(wanted);

await report.AddAsync("bare", () => scenarios.BareAsync(raw));
await report.AddAsync("raw", () => scenarios.RawAsync(raw));
await report.AddAsync("spend", () => scenarios.SpendAsync(many));
await report.AddAsync("spend hot", () => scenarios.SpendAsync(hot));
await report.AddAsync("spend http", () => scenarios.SpendOverHttpAsync(many));
await report.AddAsync("webhook", () => scenarios.WebhookAsync(many, (int)(2_000 * seconds)));
await report.AddAsync("empty endpoint", () => scenarios.EmptyEndpointAsync(limitsUrl));
await report.AddAsync("balances", () => scenarios.BalancesAsync(many));
await report.AddAsync("empty page", () => scenarios.EmptyPageAsync(limitsUrl));
await report.AddAsync("tab", () => scenarios.TabAsync());

report.Ratio("spend in process / raw group commit", "spend", "raw", 0.9, 1.2);
report.Ratio("raw group commit / bare loop", "raw", "bare", null, null);
report.Ratio("spend in process / bare loop", "spend", "bare", null, null);
report.Ratio("spend over HTTP / raw group commit", "spend http", "raw", 0.85, 2);
report.Ratio("one hot license / 1,000 licenses", "spend hot", "spend", 1, null);
report.Ratio("webhook that credits / spend over HTTP", "webhook", "spend http", 0.8, null);
report.Ratio("GET /credits / empty endpoint", "balances", "empty endpoint", null, null);
report.Ratio("the tab / empty Razor Page", "tab", "empty page", 0.30, 6);
var cookies = await scenarios.SignInAsync();
await report.MemoryAsync(world, app => scenarios.LoadAsync(app, many, cookies));
await report.StartAsync(world, cookies);
