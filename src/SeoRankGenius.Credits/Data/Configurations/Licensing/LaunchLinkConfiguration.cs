using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SeoRankGenius.Credits.Data.Configurations.Licensing;

internal sealed class LaunchLinkConfiguration : IEntityTypeConfiguration<LaunchLink>
{
    public void Configure(EntityTypeBuilder<LaunchLink> builder)
    {
        builder.HasKey(row => row.CodeHash);
        builder.Property(row => row.CodeHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.UsedAt).IsConcurrencyToken();
        builder.HasIndex(row => row.ExpiresAt);
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}
