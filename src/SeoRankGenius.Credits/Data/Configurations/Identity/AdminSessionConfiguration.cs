using SeoRankGenius.Credits.BackOffice.Admins;

namespace SeoRankGenius.Credits.Data.Configurations.Identity;

internal sealed class AdminSessionConfiguration : IEntityTypeConfiguration<AdminSession>
{
    public void Configure(EntityTypeBuilder<AdminSession> builder)
    {
        builder.Property(row => row.Address).HasMaxLength(AdminSession.LongestAddress);
        builder.Property(row => row.Device).HasMaxLength(AdminSession.LongestDevice);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
    }
}
