using SeoRankGenius.Credits.Identity;

namespace SeoRankGenius.Credits.Data.Configurations.Identity;

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.Property(row => row.KeyHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.TokenHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.SecurityStamp).HasMaxLength(UserSession.LongestStamp);
        builder.Property(row => row.Address).HasMaxLength(UserSession.LongestAddress);
        builder.Property(row => row.Device).HasMaxLength(UserSession.LongestDevice);
        builder.HasIndex(row => row.KeyHash).IsUnique();
        builder.HasIndex(row => new { row.UserId, row.LastSeenAt });
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId);
        builder.ToTable(table =>
        {
            table.HasEnumCheck<SessionKind>("CK_UserSessions_Kind", nameof(UserSession.Kind));
            table.HasCheckConstraint(
                "CK_UserSessions_Site",
                "(\"Kind\" = 'Site' AND \"SiteId\" IS NOT NULL AND \"TokenHash\" IS NOT NULL)"
                + " OR (\"Kind\" <> 'Site' AND \"SiteId\" IS NULL AND \"TokenHash\" IS NULL)");
        });
    }
}

internal sealed class SignInCounterConfiguration : IEntityTypeConfiguration<SignInCounter>
{
    public void Configure(EntityTypeBuilder<SignInCounter> builder)
    {
        builder.HasKey(row => row.Key);
        builder.Property(row => row.Key).HasMaxLength(Lengths.Hash);
        builder.HasIndex(row => row.LastAt);
    }
}

internal sealed class SignInRecordConfiguration : IEntityTypeConfiguration<SignInRecord>
{
    public void Configure(EntityTypeBuilder<SignInRecord> builder)
    {
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Address).HasMaxLength(UserSession.LongestAddress);
        builder.Property(row => row.Device).HasMaxLength(UserSession.LongestDevice);
        builder.HasIndex(row => new { row.UserId, row.Number });
        builder.HasIndex(row => row.At);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
        builder.ToTable(table =>
            table.HasEnumCheck<SignInOutcome>("CK_SignInRecords_Outcome", nameof(SignInRecord.Outcome)));
    }
}
