using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Admins;

namespace SeoRankGenius.Credits.Data.Configurations.BackOffice;

internal sealed class AdminInvitationConfiguration : IEntityTypeConfiguration<AdminInvitation>
{
    public void Configure(EntityTypeBuilder<AdminInvitation> builder)
    {
        builder.Property(row => row.Email).HasMaxLength(Lengths.Name);
        builder.Property(row => row.InvitedBy).HasMaxLength(Lengths.Name);
        builder.Property(row => row.DecidedAt).IsConcurrencyToken();
        builder.HasIndex(row => row.DecidedAt);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.InvitedById);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.DecidedById);
        builder.ToTable(table => table.HasCheckConstraint(
            "CK_AdminInvitations_TwoPeople",
            """ "IsApproved" = 0 OR ("DecidedById" IS NOT NULL AND "DecidedById" <> "InvitedById") """.Trim()));
    }
}

internal sealed class SingleAdminChangeConfiguration : IEntityTypeConfiguration<SingleAdminChange>
{
    public void Configure(EntityTypeBuilder<SingleAdminChange> builder)
    {
        builder.HasIndex(row => new { row.LicenseId, row.At });
        builder.HasIndex(row => new { row.AdminId, row.At });
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.AdminId);
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.ToTable(table => table.HasCheckConstraint("CK_SingleAdminChanges_Credits", "\"Credits\" >= 0"));
    }
}
