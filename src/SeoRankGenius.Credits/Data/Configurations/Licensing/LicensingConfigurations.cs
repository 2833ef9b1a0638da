namespace SeoRankGenius.Credits.Data.Configurations.Licensing;

internal sealed class LicenseConfiguration : IEntityTypeConfiguration<License>
{
    public void Configure(EntityTypeBuilder<License> builder)
    {
        builder.ToTable(table =>
        {
            table.HasEnumCheck<LicenseStatus>("CK_Licenses_Status", "Status");
            table.HasCheckConstraint("CK_Licenses_SiteLimit", "\"SiteLimit\" >= 1");
            table.HasCheckConstraint(
                "CK_Licenses_ResumesAs",
                """
                "ResumesAs" IS NULL
                OR ("Status" = 'Suspended' AND "ResumesAs" IN ('Active', 'Trialing', 'PastDue', 'Canceled'))
                """);
        });
        builder.Property(row => row.KeyHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.KeyHint).HasMaxLength(4);
        builder.Property(row => row.Plan).HasMaxLength(Lengths.Code);
        builder.HasIndex(row => row.KeyHash).IsUnique();
        builder.Property(row => row.StripeCustomerId).HasMaxLength(Lengths.Id);
        builder.HasIndex(row => row.CreatedAt);
        builder.HasIndex(row => row.StripeCustomerId).IsUnique().HasFilter("\"StripeCustomerId\" IS NOT NULL");
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.OwnerId);
    }
}

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.Property(row => row.Domain).HasMaxLength(253);
        builder.Property(row => row.TokenHash).HasMaxLength(Lengths.Hash);
        builder.HasIndex(row => row.Domain).IsUnique().HasFilter("\"RemovedAt\" IS NULL AND \"IsTest\" = 0");
        // Many licenses have a localhost.
        builder.HasIndex(row => new { row.Domain, row.LicenseId }).IsUnique().HasFilter("\"RemovedAt\" IS NULL");
        builder.HasIndex(row => row.TokenHash).IsUnique();
        // For searches by admins, which include removed sites.
        builder.HasIndex(row => new { row.Domain, row.RemovedAt });
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
    }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.HasKey(row => new { row.LicenseId, row.UserId });
        builder.Property(row => row.CodeHash).HasMaxLength(Lengths.Hash);
        builder.HasIndex(row => row.UserId);
        builder.HasIndex(row => row.CodeHash).IsUnique().HasFilter("\"CodeHash\" IS NOT NULL");
        builder.HasOne<License>().WithMany().HasForeignKey(row => row.LicenseId);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("CK_Members_Role", "\"Role\" IN ('Billing', 'Manager', 'Viewer')");
            table.HasCheckConstraint(
                "CK_Members_Code",
                "(\"JoinedAt\" IS NULL AND \"CodeHash\" IS NOT NULL)"
                + " OR (\"JoinedAt\" IS NOT NULL AND \"CodeHash\" IS NULL)");
        });
    }
}

internal sealed class ActivationCountConfiguration : IEntityTypeConfiguration<ActivationCount>
{
    public void Configure(EntityTypeBuilder<ActivationCount> builder)
    {
        builder.HasKey(row => new { row.Network, row.Minute });
        builder.Property(row => row.Network).HasMaxLength(45);
        builder.HasIndex(row => row.Minute);
    }
}

internal sealed class LaunchLinkConfiguration : IEntityTypeConfiguration<LaunchLink>
{
    public void Configure(EntityTypeBuilder<LaunchLink> builder)
    {
        builder.HasKey(row => row.CodeHash);
        builder.Property(row => row.CodeHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.TokenHash).HasMaxLength(Lengths.Hash);
        builder.Property(row => row.UsedAt).IsConcurrencyToken();
        builder.HasIndex(row => row.ExpiresAt);
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId);
    }
}
