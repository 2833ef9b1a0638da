using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;

namespace SeoRankGenius.Credits.Data.Configurations.Identity;

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) =>
        builder.Property(key => key.FriendlyName).HasMaxLength(Lengths.Id);
}
