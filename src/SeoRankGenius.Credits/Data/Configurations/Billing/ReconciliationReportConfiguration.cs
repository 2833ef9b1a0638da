using SeoRankGenius.Credits.Billing.Reconciliation;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class ReconciliationReportConfiguration : IEntityTypeConfiguration<ReconciliationReport>
{
    public void Configure(EntityTypeBuilder<ReconciliationReport> builder)
    {
        builder.HasKey(row => row.Day);
        builder.Property(row => row.Paid).HasMaxLength(Lengths.Sentence);
        builder.Ignore(row => row.Agrees).Ignore(row => row.SubjectId);
    }
}
