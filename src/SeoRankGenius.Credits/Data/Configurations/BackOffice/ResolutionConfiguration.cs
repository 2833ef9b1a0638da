using SeoRankGenius.Credits.BackOffice.Dashboard;

namespace SeoRankGenius.Credits.Data.Configurations.BackOffice;

internal sealed class ResolutionConfiguration : IEntityTypeConfiguration<Resolution>
{
    public void Configure(EntityTypeBuilder<Resolution> builder)
    {
        builder.Property(row => row.By).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.HasIndex(row => new { row.SubjectId, row.At });
    }
}
