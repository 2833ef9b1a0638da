using System.Diagnostics;
using System.Globalization;
using SeoRankGenius.Credits.Load;

var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 6;
await using var world = await LoadWorld.StartAsync();
await using var limits = await Limits.StartAsync();
var limitsUrl = new Uri(limits.Urls.First());
var scenarios = new Scenarios(world, TimeSpan.FromSeconds(seconds));
var many = await world.SitesAsync(1_000, "many");
var hot = await world.SitesAsync(1, "hot");
var raw = await world.SitesAsync(1, "raw");

var limit = Print(await scenarios.RawAsync(raw));
var spend = Print(await scenarios.SpendAsync(many));
var spendHot = Print(await scenarios.SpendAsync(hot));
var http = Print(await scenarios.SpendOverHttpAsync(many));
var webhook = Print(await scenarios.WebhookAsync(hot[0], (int)(2_000 * seconds)));
var empty = Print(await scenarios.EmptyEndpointAsync(limitsUrl));
var balances = Print(await scenarios.BalancesAsync(many));
var emptyPage = Print(await scenarios.EmptyPageAsync(limitsUrl));
var tab = Print(await scenarios.TabAsync());

Console.WriteLine();
Ratio("spend in process / raw group commit", spend, limit, 0.9, 1.2);
Ratio("spend over HTTP / raw group commit", http, limit, 0.5, 2);
Ratio("one hot license / 1,000 licenses", spendHot, spend, 1, null);
Ratio("webhook that credits / spend over HTTP", webhook, http, 0.8, null);
Ratio("GET /credits / empty endpoint", balances, empty, null, null);
Ratio("the tab / empty Razor Page", tab, emptyPage, 0.20, 6);
var megabytes = Process.GetCurrentProcess().WorkingSet64 / 1048576.0;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory after load: {megabytes:N0} MB (goal ≤ 250)"));

static Figures Print(Figures figures)
{
    Console.WriteLine(figures);
    return figures;
}

static void Ratio(string name, Figures of, Figures to, double? goal, double? slowest)
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-44} {of.PerSecond / to.PerSecond,6:N2} {Goal("≥", goal),-10}")
        + string.Create(CultureInfo.InvariantCulture, $" p99 {of.P99 / to.P99,6:N2} × {Goal("≤", slowest)}"));
}

static string Goal(string sign, double? goal) =>
    goal is null ? "" : string.Create(CultureInfo.InvariantCulture, $"({sign} {goal})");
