using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class SubscriptionOrderConfiguration : IEntityTypeConfiguration<SubscriptionOrder>
{
    public void Configure(EntityTypeBuilder<SubscriptionOrder> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<SubscriptionOrderStatus>("CK_SubscriptionOrders_Status", "Status");
            table.HasCheckConstraint("CK_SubscriptionOrders_PriceMinor", "\"PriceMinor\" > 0");
            table.HasCheckConstraint("CK_SubscriptionOrders_TrialDays", "\"TrialDays\" >= 0");
        });
        builder.Property(row => row.Plan).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Currency).HasMaxLength(Lengths.Currency);
        builder.Property(row => row.StripePriceId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.StripeSessionId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.Status).IsConcurrencyToken();
        builder.HasIndex(row => row.StripeSessionId).IsUnique();
        // One open order per license: a double click creates one session.
        builder.HasIndex(row => row.LicenseId).IsUnique()
            .HasFilter("\"Status\" = 'Open'").HasDatabaseName("IX_SubscriptionOrders_OneOpen");
        builder.HasIndex(
            row => row.CreatedAt).HasFilter("\"Status\" = 'Open'").HasDatabaseName("IX_SubscriptionOrders_Open");
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.BuyerId);
    }
}
