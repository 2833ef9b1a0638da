using Microsoft.AspNetCore.Identity;

namespace SeoRankGenius.Credits.Data.Configurations.Identity;

// A clustered key of SQL Server has at most 900 bytes; a character has two.
internal sealed class UserLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.Property(row => row.LoginProvider).HasMaxLength(128);
        builder.Property(row => row.ProviderKey).HasMaxLength(Lengths.Id);
    }
}

internal sealed class UserTokenConfiguration : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.Property(row => row.LoginProvider).HasMaxLength(128);
        builder.Property(row => row.Name).HasMaxLength(128);
    }
}
