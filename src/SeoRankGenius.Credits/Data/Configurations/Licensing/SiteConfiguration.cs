using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SeoRankGenius.Credits.Data.Configurations.Licensing;

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.Property(row => row.Domain).HasMaxLength(253);
        builder.Property(row => row.TokenHash).HasMaxLength(Lengths.Hash);
        builder.HasIndex(row => row.Domain).IsUnique().HasFilter("\"RemovedAt\" IS NULL");
        builder.HasIndex(row => row.TokenHash).IsUnique();
        // For searches by admins, which include removed sites.
        builder.HasIndex(row => new { row.Domain, row.RemovedAt });
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
    }
}
