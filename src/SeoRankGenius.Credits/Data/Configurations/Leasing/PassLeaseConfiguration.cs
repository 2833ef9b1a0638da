using SeoRankGenius.Credits.Data.Leasing;

namespace SeoRankGenius.Credits.Data.Configurations.Leasing;

internal sealed class PassLeaseConfiguration : IEntityTypeConfiguration<PassLease>
{
    public void Configure(EntityTypeBuilder<PassLease> builder)
    {
        builder.HasKey(row => row.Pass);
        builder.Property(row => row.Pass).HasMaxLength(Lengths.Code);
        builder.Property(row => row.ExpiresAt).IsConcurrencyToken();
    }
}
