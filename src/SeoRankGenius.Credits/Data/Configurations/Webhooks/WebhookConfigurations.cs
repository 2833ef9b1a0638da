using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Data.Configurations.Webhooks;

internal sealed class WebhookEndpointConfiguration : IEntityTypeConfiguration<WebhookEndpoint>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.ToTable(table => table.HasCheckConstraint(
            "CK_WebhookEndpoints_OldSecret",
            """
            ("OldSealedSecret" IS NULL AND "OldSecretUntil" IS NULL)
            OR ("OldSealedSecret" IS NOT NULL AND "OldSecretUntil" IS NOT NULL)
            """));
        builder.Property(row => row.Url).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.SealedSecret).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.OldSealedSecret).HasMaxLength(Lengths.Sentence);
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable(table =>
        {
            table.HasCheckConstraint(
                "CK_WebhookDeliveries_Delivered", """ "DeliveredAt" IS NULL OR "DueAt" IS NULL """.Trim());
            table.HasCheckConstraint("CK_WebhookDeliveries_Attempts", "\"Attempts\" >= 0");
        });
        builder.Property(row => row.Key).HasMaxLength(Lengths.Id);
        builder.Property(row => row.Type).HasMaxLength(Lengths.Code);
        builder.Property(row => row.Payload).HasMaxLength(4000);
        builder.Property(row => row.Error).HasMaxLength(Lengths.Sentence);
        builder.Property(row => row.Attempts).IsConcurrencyToken();
        builder.HasIndex(row => new { row.EndpointId, row.Key }).IsUnique();
        builder.HasIndex(row => row.DueAt, "IX_WebhookDeliveries_Due").HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(row => row.CreatedAt);
        builder.HasOne<WebhookEndpoint>().WithMany().HasForeignKey(row => row.EndpointId);
    }
}
