using System.Data.Common;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

/// <summary>What is written down stays, past all code: the database says no.</summary>
public sealed class AuditIsAppendOnlyTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_record_cannot_be_changed(Provider on)
    {
        var world = await WithARecordAsync(on);

        await Assert.ThrowsAnyAsync<DbException>(() =>
            world.SqlAsync($"""UPDATE "AuditRecords" SET "Sentence" = 'nothing'"""));

        Assert.Equal("Upgraded by phone.", (await world.AuditAsync()).Single().Sentence);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_record_cannot_be_removed(Provider on)
    {
        var world = await WithARecordAsync(on);

        await Assert.ThrowsAnyAsync<DbException>(() => world.SqlAsync($"""DELETE FROM "AuditRecords" """));

        Assert.Single(await world.AuditAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_change_that_fails_leaves_no_record(Provider on)
    {
        var world = await WorldAsync(on);
        var admin = await world.AdminAsync();

        await Refused.WithAsync(RefusalCode.NotFound, () => world.WriteAsync(async db =>
        {
            await world.Audit.RecordAsync(db, admin, new AuditEntry(AuditAction.SiteRenamed, "Renamed."));
            throw new Refusal(RefusalCode.NotFound, "No.");
        }));

        Assert.Empty(await world.AuditAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_record_says_who_when_from_where_what(Provider on)
    {
        var world = await WithARecordAsync(on);

        var record = (await world.AuditAsync()).Single();

        Assert.Equal(
            ("first.admin@seorankgenius.example", "admin", "192.0.2.1", world.Time.Now, AuditAction.PlanChanged),
            (record.ActorName, record.Role, record.IpAddress, record.At, record.Action));
        Assert.Equal(("""{"plan":"free"}""", """{"plan":"pro"}"""), (record.Before, record.After));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_view_does_not_wait_for_a_busy_database(Provider on)
    {
        var world = await WorldAsync(on);
        var admin = await world.AdminAsync();

        await using (await world.HoldWriterAsync())
            await world.Audit.NoteAsync(admin, new AuditEntry(AuditAction.LicenseViewed, "Looked."));

        await world.WriteAsync(_ => Task.CompletedTask);
        Assert.Single(await world.AuditAsync());
    }

    private async Task<World> WithARecordAsync(Provider on)
    {
        var world = await WorldAsync(on);
        await world.Audit.RecordAsync(
            await world.AdminAsync(),
            new AuditEntry(AuditAction.PlanChanged, "Upgraded by phone.")
            {
                Before = new { Plan = "free" },
                After = new { Plan = "pro" },
            },
            default);
        return world;
    }
}
