using Microsoft.AspNetCore.Identity;
using SeoRankGenius.Credits.Data.Triggers;

namespace SeoRankGenius.Credits.Data.Configurations.Identity;

internal sealed class UserRoleConfiguration : IEntityTypeConfiguration<IdentityUserRole<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserRole<Guid>> builder) =>
        builder.ToTable(table => table.HasTrigger(TriggerNames.LastAdminStays));
}
