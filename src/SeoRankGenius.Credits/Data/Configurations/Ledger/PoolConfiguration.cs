using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.Ledger;

internal sealed class PoolConfiguration : IEntityTypeConfiguration<Pool>
{
    public void Configure(EntityTypeBuilder<Pool> builder)
    {
        builder.ToTable(table =>
        {
            table.HasTrigger(TriggerNames.PoolFollowsEntry);
            table.HasCheckConstraint("CK_Pools_Balance", """ "Balance" >= 0 """.Trim());
            table.HasCheckConstraint(
                "CK_Pools_Kind",
                """
                ("Kind" = 'Shared' AND "SiteId" IS NULL AND "Id" = "LicenseId")
                OR ("Kind" = 'Domain' AND "Id" = "SiteId")
                """);
        });
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Site>().WithOne().HasForeignKey<Pool>(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}
