using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Licensing;

/// <summary>
/// Another instance connects the site between the first query and the lock. Its rows are written in the same
/// transaction, which SQLite allows while a query is open.
/// </summary>
public sealed class ActivatingAtOnceTests
{
    private const string Domain = "northwind-agency.example";

    private readonly Guid _siteId = Guid.NewGuid();

    [Fact]
    public async Task A_site_connected_meanwhile_is_not_new()
    {
        var other = new OtherInstance();
        await using var world = Start(other);
        var license = await world.LicenseAsync();
        other.Sql = ConnectSql(license.Id);

        var activation = await world.ActivateAsync(license.Key, Domain);

        Assert.Equal(1, other.Runs);
        Assert.Equal((_siteId, false), (activation.SiteId, activation.IsNew));
    }

    [Fact]
    public async Task A_site_connected_meanwhile_is_not_stopped_by_the_limit()
    {
        var other = new OtherInstance();
        await using var world = Start(other);
        var license = await world.LicenseAsync("free");
        other.Sql = ConnectSql(license.Id);

        var activation = await world.ActivateAsync(license.Key, Domain);

        Assert.Equal(1, other.Runs);
        Assert.Equal((_siteId, false), (activation.SiteId, activation.IsNew));
    }

    private string ConnectSql(Guid licenseId) =>
        $"""
        INSERT INTO "Sites" ("Id", "LicenseId", "Domain", "IsTest", "TokenHash", "CreatedAt",
            "ActivatedAt", "Activations", "NeedsConfirmation")
        VALUES ('{_siteId.ToString().ToUpperInvariant()}', '{licenseId.ToString().ToUpperInvariant()}', '{Domain}', 0,
            'x', '2026-01-01 00:00:00', '2026-01-01 00:00:00', 0, 0);
        INSERT INTO "Pools" ("Id", "Kind", "LicenseId", "SiteId", "IsTest", "Balance", "Sequence")
        VALUES ('{_siteId.ToString().ToUpperInvariant()}', 'Domain', '{licenseId.ToString().ToUpperInvariant()}',
            '{_siteId.ToString().ToUpperInvariant()}', 0, 0, 0)
        """;

    private static World Start(OtherInstance other) => World.On(
        new SqliteFile(),
        services => services.ConfigureDbContext<SqliteCreditsDb>(options => options.AddInterceptors(other)));

    /// <summary>Runs a statement once, after the first query for a domain.</summary>
    private sealed class OtherInstance : DbCommandInterceptor
    {
        public string Sql { get; set; } = "";

        public int Runs { get; private set; }

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
            DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (Sql.Length > 0 && Runs == 0
                && command.CommandText.Contains("\"Domain\" = @", StringComparison.Ordinal))
            {
                Runs++;
                await using var write = command.Connection!.CreateCommand();
                (write.CommandText, write.Transaction) = (Sql, command.Transaction);
                await write.ExecuteNonQueryAsync();
            }

            return result;
        }
    }
}
