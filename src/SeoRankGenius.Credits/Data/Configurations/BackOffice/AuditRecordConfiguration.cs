using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.BackOffice;

/// <summary>
/// Foreign keys to people only, and no CHECK on the action: records outlive the objects they refer to.
/// </summary>
internal sealed class AuditRecordConfiguration : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable(table => table.HasTrigger(TriggerNames.AuditIsAppendOnly));
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Action).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Text).HasColumnName("Sentence").HasMaxLength(Lengths.Sentence);
        builder.Ignore(row => row.Sentence).Ignore(row => row.ActorName).Ignore(row => row.IpAddress);
        builder.HasOne(row => row.Actor).WithMany().HasForeignKey(row => row.PersonId);
        builder.HasOne(row => row.About).WithMany().HasForeignKey(row => row.AboutId);
        builder.Navigation(row => row.Actor).AutoInclude();
        builder.Navigation(row => row.About).AutoInclude();
        builder.Property(row => row.Role).HasMaxLength(Lengths.Code);
        builder.HasIndex(row => new { row.LicenseId, row.Number });
        builder.HasIndex(row => new { row.PurchaseId, row.Number });
        builder.HasIndex(row => new { row.ActorId, row.Number });
        builder.HasIndex(row => new { row.Action, row.Number });
        builder.HasIndex(row => row.At);
    }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(row => row.Name).HasMaxLength(Lengths.Name);
        builder.Property(row => row.IpAddress).HasMaxLength(45);
        builder.HasIndex(row => new { row.UserId, row.Name });
    }
}
