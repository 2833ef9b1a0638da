using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class ExportingTheAuditTests : WorldTests
{
    [Theory]
    [InlineData("=1+2"), InlineData("+1"), InlineData("-1"), InlineData("@SUM(A1)"), InlineData("\t=1")]
    [InlineData("\r=1"), InlineData(" =1+2"), InlineData("=HYPERLINK(\"https://evil.example\")")]
    [InlineData("\uFF1D1+2")]
    [InlineData("\n=1")]
    public void What_a_spreadsheet_takes_for_a_formula_is_text(string text) =>
        Assert.StartsWith("\"'", Csv.Cell(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Goodwill: failed run", "\"Goodwill: failed run\"")]
    [InlineData("a \"quote\", a comma", "\"a \"\"quote\"\", a comma\"")]
    [InlineData("", "\"\""), InlineData(null, "\"\"")]
    public void Anything_else_stays_as_it_is(string? text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    [SkippableTheory, EachDatabase]
    public async Task A_domain_that_is_a_formula_does_no_harm(Provider on)
    {
        var world = await WorldAsync(on);
        var admin = await world.AdminAsync() with { Name = "=cmd|' /C calc'!A0" };
        await world.Audit.RecordAsync(admin, new AuditEntry(AuditAction.Searched, "+1-800\r\n=1"), default);

        var line = AuditCsv.Line(Assert.Single(await world.AuditAsync()));

        Assert.Contains(",\"'=cmd|' /C calc'!A0\",", line, StringComparison.Ordinal);
        Assert.EndsWith(",\"'+1-800\r\n=1\"\r\n", line, StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task All_records_are_streamed_the_newest_first(Provider on)
    {
        var world = await WorldAsync(on);
        var admin = await world.AdminAsync();
        var who = Person.Of(admin.UserId, admin.Name, admin.IpAddress, world.Time.Now);
        await world.WriteAsync(async db =>
        {
            for (var i = 0; i < 2_100; i++)
                db.AuditRecords.Add(AuditRecord.Of(
                    admin, who, about: null, new AuditEntry(AuditAction.Searched, $"{i}"), world.Time.Now));
            await db.SaveChangesAsync();
        });

        var streamed = await world.Get<AuditQueries>()
            .StreamAsync(new AuditFilter { Views = true }, default).ToListAsync();

        Assert.Equal(2_100, streamed.Count);
        var numbers = streamed.Select(record => record.Number).ToList();
        Assert.Equal(numbers.OrderDescending(), numbers);
    }

    [SkippableTheory, EachDatabase]
    public async Task Pages_follow_each_other_without_gap_or_repeat(Provider on)
    {
        var world = await WorldAsync(on);
        var admin = await world.AdminAsync();
        for (var i = 0; i < 120; i++)
            await world.Audit.RecordAsync(admin, new AuditEntry(AuditAction.Searched, $"{i}"), default);

        var shown = new List<AuditRecord>();
        long? before = null;
        do
        {
            var page = await world.Get<AuditQueries>().ReadAsync(new AuditFilter { Views = true }, before, default);
            shown.AddRange(page.Records);
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => $"{i}"), shown.Select(record => record.Sentence));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_filter_lets_its_own_pass(Provider on)
    {
        var world = await WorldAsync(on);
        var (first, second) = (await world.AdminAsync(), await world.AdminAsync("second.admin"));
        var license = Guid.NewGuid();
        await world.Audit.RecordAsync(first, new AuditEntry(AuditAction.Searched, "a"), default);
        await world.Audit.RecordAsync(
            second, new AuditEntry(AuditAction.Searched, "b") { LicenseId = license }, default);
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.Audit.RecordAsync(
            first, new AuditEntry(AuditAction.LicenseViewed, "c") { LicenseId = license }, default);

        Assert.Equal("cb", await FoundAsync(new AuditFilter(LicenseId: license) { Views = true }));
        Assert.Equal("ca", await FoundAsync(new AuditFilter(ActorId: first.UserId) { Views = true }));
        Assert.Equal("ba", await FoundAsync(new AuditFilter(AuditAction.Searched)));
        Assert.Equal("c", await FoundAsync(new AuditFilter(From: world.Time.Now) { Views = true }));
        Assert.Equal("ba", await FoundAsync(new AuditFilter(To: world.Time.Now) { Views = true }));

        async Task<string> FoundAsync(AuditFilter filter) => string.Concat(
            (await world.Get<AuditQueries>().ReadAsync(filter, before: null, default)).Records
                .Select(record => record.Sentence));
    }
}
