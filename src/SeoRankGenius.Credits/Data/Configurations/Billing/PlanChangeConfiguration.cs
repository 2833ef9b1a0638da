using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class PlanChangeConfiguration : IEntityTypeConfiguration<PlanChange>
{
    public void Configure(EntityTypeBuilder<PlanChange> builder)
    {
        builder.ToTable(table => table.HasCheckConstraint(
            "CK_PlanChanges_Credits", """ "FromCredits" >= 0 AND "ToCredits" >= 0 """.Trim()));
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.SubscriptionId).HasMaxLength(Lengths.Id);
        builder.HasOne<Subscription>().WithMany().HasForeignKey(row => row.SubscriptionId);
    }
}
