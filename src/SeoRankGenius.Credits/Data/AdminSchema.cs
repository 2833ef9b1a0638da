using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.BackOffice.Dashboard;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Data;

/// <summary>What the back office keeps of admins and asks for. Called by <see cref="Schema"/>.</summary>
internal static class AdminSchema
{
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<IdentityUserRole<Guid>>()
            .ToTable(table => table.HasTrigger(Triggers.LastAdminStays));
        builder.Entity<AdminSession>(AdminSession);
        builder.Entity<LedgerCheck>(LedgerCheck);
        builder.Entity<Purchase>(Purchase);
        builder.Entity<StoredEvent>(StoredEvent);
        // Removed sites are looked for as well, and only connected ones have a domain to themselves.
        builder.Entity<Site>().HasIndex(row => new { row.Domain, row.RemovedAt });
    }

    private static void LedgerCheck(EntityTypeBuilder<LedgerCheck> check)
    {
        check.Property(row => row.Id).ValueGeneratedNever();
        check.Property(row => row.First).HasMaxLength(BackOffice.Dashboard.LedgerCheck.LongestSentence);
        check.HasIndex(row => row.At);
    }

    // What lists and the start page ask for.
    private static void Purchase(EntityTypeBuilder<Purchase> purchase)
    {
        purchase.HasIndex(row => row.CreatedAt);
        purchase.HasIndex(row => new { row.Status, row.CreatedAt });
    }

    private static void StoredEvent(EntityTypeBuilder<StoredEvent> told)
    {
        told.HasIndex(row => row.ReceivedAt);
        told.HasIndex(row => row.ReceivedAt, "IX_StoredEvents_Flagged").HasFilter("\"Outcome\" = 'Flagged'");
    }

    private static void AdminSession(EntityTypeBuilder<AdminSession> session)
    {
        session.Property(row => row.Id).ValueGeneratedNever();
        session.Property(row => row.Address).HasMaxLength(BackOffice.Admins.AdminSession.LongestAddress);
        session.Property(row => row.Device).HasMaxLength(BackOffice.Admins.AdminSession.LongestDevice);
        session.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
