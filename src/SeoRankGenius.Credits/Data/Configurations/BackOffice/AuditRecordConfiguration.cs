using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.BackOffice;

/// <summary>No foreign keys and no CHECK on the action: records outlive the objects they refer to.</summary>
internal sealed class AuditRecordConfiguration : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable(table => table.HasTrigger(TriggerNames.AuditIsAppendOnly));
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Action).HasMaxLength(Lengths.Code);
        builder.Property(row => row.ActorName).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Role).HasMaxLength(Lengths.Code);
        builder.Property(row => row.IpAddress).HasMaxLength(45);
        builder.Property(row => row.Sentence).HasMaxLength(Lengths.Sentence);
        builder.HasIndex(row => new { row.LicenseId, row.Number });
        builder.HasIndex(row => new { row.PurchaseId, row.Number });
        builder.HasIndex(row => new { row.ActorId, row.Number });
        builder.HasIndex(row => new { row.Action, row.Number });
        builder.HasIndex(row => row.At);
    }
}
