namespace SeoRankGenius.Credits.Data.Configurations.Mailing;

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("CK_OutboxMails_Sent", """ "SentAt" IS NULL OR "DueAt" IS NULL """.Trim());
            table.HasCheckConstraint("CK_OutboxMails_Attempts", "\"Attempts\" >= 0");
        });
        builder.Property(row => row.Key).HasMaxLength(Lengths.Id);
        builder.Property(row => row.To).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Subject).HasMaxLength(Lengths.Name);
        builder.Property(row => row.Text).HasMaxLength(4000);
        builder.Property(row => row.LinkPath).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.Error).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.Attempts).IsConcurrencyToken();
        builder.HasIndex(row => row.Key).IsUnique();
        builder.HasIndex(row => row.DueAt, "IX_OutboxMails_Due").HasFilter("\"DueAt\" IS NOT NULL");
    }
}
