using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class PlanPriceConfiguration : IEntityTypeConfiguration<PlanPrice>
{
    public void Configure(EntityTypeBuilder<PlanPrice> builder)
    {
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Plan).HasMaxLength(Lengths.Code);
    }
}
