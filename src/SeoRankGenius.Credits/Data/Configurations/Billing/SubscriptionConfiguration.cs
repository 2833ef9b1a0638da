using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        const string IsLive = "\"Status\" <> 'Canceled' AND \"Status\" <> 'IncompleteExpired'";
        builder.ToTable(table => table.HasEnumCheck<SubscriptionStatus>("CK_Subscriptions_Status", "Status"));
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Plan).HasMaxLength(Lengths.Code);
        builder.Property(row => row.StripePriceId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Currency).HasMaxLength(Lengths.Currency);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => row.LicenseId);
        // At most one live subscription per license.
        builder.HasIndex(row => row.LicenseId, "IX_Subscriptions_OneLive").IsUnique().HasFilter(IsLive);
        builder.HasIndex(row => row.PeriodEndsAt).HasFilter(IsLive).HasDatabaseName("IX_Subscriptions_Due");
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.Ignore(row => row.IsOver);
        builder.Ignore(row => row.TookEffect);
    }
}
