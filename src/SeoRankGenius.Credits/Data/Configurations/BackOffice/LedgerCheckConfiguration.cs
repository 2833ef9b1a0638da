using SeoRankGenius.Credits.BackOffice.Dashboard;

namespace SeoRankGenius.Credits.Data.Configurations.BackOffice;

internal sealed class LedgerCheckConfiguration : IEntityTypeConfiguration<LedgerCheck>
{
    public void Configure(EntityTypeBuilder<LedgerCheck> builder)
    {
        builder.Property(row => row.First).HasMaxLength(LedgerCheck.LongestSentence);
        builder.HasIndex(row => row.At);
    }
}
