using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Data.Configurations.Ledger;

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.HasKey(row => new { row.SiteId, row.Key });
        builder.Property(row => row.Key).HasMaxLength(Lengths.Id);
        builder.Property(row => row.RequestHash).HasMaxLength(Lengths.Hash);
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}
