using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class StoredEventConfiguration : IEntityTypeConfiguration<StoredEvent>
{
    public void Configure(EntityTypeBuilder<StoredEvent> builder)
    {
        builder.ToTable(table => table.HasEnumCheck<EventOutcome>("CK_StoredEvents_Outcome", "Outcome"));
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Type).HasMaxLength(Lengths.Id);
        builder.Property(row => row.ApiVersion).HasMaxLength(Lengths.Id);
        builder.Property(row => row.ObjectId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.HasIndex(row => row.ObjectId);
        builder.HasIndex(row => row.ReceivedAt);
        builder.HasIndex(row => row.ReceivedAt, "IX_StoredEvents_Flagged").HasFilter("\"Outcome\" = 'Flagged'");
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
    }
}
