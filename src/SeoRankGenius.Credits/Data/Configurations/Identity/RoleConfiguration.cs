using Microsoft.AspNetCore.Identity;

namespace SeoRankGenius.Credits.Data.Configurations.Identity;

internal sealed class RoleConfiguration : IEntityTypeConfiguration<IdentityRole<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder) => builder.HasData(
        Role("0193a000-0000-7000-8000-000000000001", Roles.Owner),
        Role("0193a000-0000-7000-8000-000000000002", Roles.Admin));

    private static IdentityRole<Guid> Role(string id, string name) => new(name)
    {
        Id = Guid.Parse(id),
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = id,
    };
}
