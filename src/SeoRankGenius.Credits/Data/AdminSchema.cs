using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.BackOffice;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Data;

/// <summary>Who may open the back office, and where they are signed in. Called by <see cref="Schema"/>.</summary>
internal static class AdminSchema
{
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<IdentityUserRole<Guid>>()
            .ToTable(table => table.HasTrigger(Triggers.LastAdminStays));
        builder.Entity<AdminSession>(AdminSession);
    }

    private static void AdminSession(EntityTypeBuilder<AdminSession> session)
    {
        session.Property(row => row.Id).ValueGeneratedNever();
        session.Property(row => row.Address).HasMaxLength(BackOffice.AdminSession.LongestAddress);
        session.Property(row => row.Device).HasMaxLength(BackOffice.AdminSession.LongestDevice);
        session.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
