using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Data;

/// <summary>The schema of plans that are paid for. Called by <see cref="BillingSchema"/>.</summary>
internal static class PlanSchema
{
    private const int Id = 255, Code = 40, Sentence = 500;

    public static void Build(ModelBuilder builder)
    {
        builder.Entity<SubscriptionOrder>(SubscriptionOrder);
        builder.Entity<Subscription>(Subscription);
    }

    private static void SubscriptionOrder(EntityTypeBuilder<SubscriptionOrder> order)
    {
        order.ToTable(table =>
        {
            table.HasCheckConstraint("CK_SubscriptionOrders_Status", Schema.OneOf<SubscriptionOrderStatus>("Status"));
            table.HasCheckConstraint("CK_SubscriptionOrders_PriceCents", "\"PriceCents\" > 0");
            table.HasCheckConstraint("CK_SubscriptionOrders_TrialDays", "\"TrialDays\" >= 0");
        });
        order.Property(row => row.Id).ValueGeneratedNever();
        order.Property(row => row.Plan).HasMaxLength(Code);
        order.Property(row => row.Currency).HasMaxLength(3);
        order.Property(row => row.StripePriceId).HasMaxLength(Id);
        order.Property(row => row.StripeSessionId).HasMaxLength(Id);
        order.Property(row => row.Reason).HasMaxLength(Sentence);
        order.Property(row => row.Status).IsConcurrencyToken();
        order.HasIndex(row => row.StripeSessionId).IsUnique();
        // A license has one open order: a double click makes one session.
        order.HasIndex(row => row.LicenseId).IsUnique()
            .HasFilter("\"Status\" = 'Open'").HasDatabaseName("IX_SubscriptionOrders_OneOpen");
        order.HasIndex(
            row => row.CreatedAt).HasFilter("\"Status\" = 'Open'").HasDatabaseName("IX_SubscriptionOrders_Open");
        order.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        order.HasOne<User>().WithMany().HasForeignKey(row => row.BuyerId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Subscription(EntityTypeBuilder<Subscription> subscription)
    {
        const string IsLive = "\"Status\" <> 'Canceled' AND \"Status\" <> 'IncompleteExpired'";
        subscription.ToTable(table => table.HasCheckConstraint(
            "CK_Subscriptions_Status", Schema.OneOf<SubscriptionStatus>("Status")));
        subscription.Property(row => row.Id).HasMaxLength(Id);
        subscription.Property(row => row.Plan).HasMaxLength(Code);
        subscription.Property(row => row.StripePriceId).HasMaxLength(Id);
        subscription.Property(row => row.Version).IsConcurrencyToken();
        subscription.HasIndex(row => row.LicenseId);
        // A license is never paid for twice at once.
        subscription.HasIndex(row => row.LicenseId, "IX_Subscriptions_OneLive").IsUnique().HasFilter(IsLive);
        subscription.HasIndex(row => row.PeriodEndsAt).HasFilter(IsLive).HasDatabaseName("IX_Subscriptions_Due");
        subscription.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId)
            .OnDelete(DeleteBehavior.Restrict);
        subscription.Ignore(row => row.IsOver);
        subscription.Ignore(row => row.TookEffect);
        subscription.Ignore(row => row.LicenseStatus);
    }
}
