namespace SeoRankGenius.Credits.Data.Configurations;

internal sealed class HealthProbeConfiguration : IEntityTypeConfiguration<HealthProbe>
{
    public void Configure(EntityTypeBuilder<HealthProbe> probe)
    {
        probe.ToTable("HealthProbes", table => table.HasCheckConstraint("CK_HealthProbes_Id", "\"Id\" = 1"));
        probe.Property(row => row.Id).ValueGeneratedNever();
        probe.HasData(new { Id = HealthProbe.OnlyId, Count = 0L });
    }
}
