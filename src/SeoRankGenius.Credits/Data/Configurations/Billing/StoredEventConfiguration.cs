using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Data.Configurations.Billing;

internal sealed class StoredEventConfiguration : IEntityTypeConfiguration<StoredEvent>
{
    public void Configure(EntityTypeBuilder<StoredEvent> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<EventOutcome>("CK_StoredEvents_Outcome", "Outcome");
            table.HasCheckConstraint(
                "CK_StoredEvents_Resolved",
                """
                ("ResolvedAt" IS NULL AND "ResolvedBy" IS NULL AND "Resolution" IS NULL)
                OR ("ResolvedAt" IS NOT NULL AND "ResolvedBy" IS NOT NULL AND "Resolution" <> ''
                    AND "Outcome" = 'Flagged')
                """);
        });
        builder.Property(row => row.Id).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Type).HasMaxLength(Lengths.Id);
        builder.Property(row => row.ApiVersion).HasMaxLength(Lengths.Id);
        builder.Property(row => row.ObjectId).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Reason).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.ResolvedBy).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Resolution).HasMaxLength(Lengths.Sentence);
        builder.HasIndex(row => row.ObjectId);
        builder.HasIndex(row => row.ReceivedAt);
        builder.HasIndex(row => row.ReceivedAt, "IX_StoredEvents_Flagged")
            .HasFilter("\"Outcome\" = 'Flagged' AND \"ResolvedAt\" IS NULL");
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(row => row.PurchaseId);
    }
}
