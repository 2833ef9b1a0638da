using SeoRankGenius.Credits.Web.Formatting;

namespace SeoRankGenius.Credits.Tests.Pages;

public sealed class AuditDiffTests
{
    [Theory]
    [InlineData("""{"Shared pool":3450}""", """{"Shared pool":3600}""", "Shared pool: 3,450 → 3,600")]
    [InlineData("""{"siteLimit":null}""", """{"siteLimit":3}""", "site limit: none → 3")]
    [InlineData(null, """{"plan":"pro"}""", "plan:  → pro")]
    [InlineData("""{"a.example":5}""", null, "a.example: 5 → ")]
    [InlineData(
        """{"trialEndsAt":"2026-12-06T00:00:00Z"}""", """{"trialEndsAt":null}""",
        "trial ends at: Dec 6, 2026, 00:00 → none")]
    public void Values_are_shown_as_people_read_them(string? before, string? after, string shown)
    {
        var changed = Assert.Single(AuditDiff.Of(before, after));

        Assert.Equal(shown, $"{changed.Name}: {changed.Before} → {changed.After}");
    }

    [Fact]
    public void Ids_are_left_out() =>
        Assert.Equal(
            ["reason: Requested by the buyer"],
            AuditDiff.Of(null, """{"id":"408baf52-94b2-4efb-a139-24bed7c484ce","reason":"requested_by_customer"}""")
                .Select(changed => $"{changed.Name}: {changed.After}"));

    [Fact]
    public void What_has_no_values_shows_none() => Assert.Empty(AuditDiff.Of(null, null));
}
