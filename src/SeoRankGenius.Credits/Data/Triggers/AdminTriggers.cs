namespace SeoRankGenius.Credits.Data.Triggers;

/// <summary>Ensures that at least one admin remains, for both databases.</summary>
internal static class AdminTriggers
{
    public static readonly string[] Sqlite =
    [
        $"""
        CREATE TRIGGER "{TriggerNames.LastAdminStays}" BEFORE DELETE ON "AspNetUserRoles"
        WHEN OLD."RoleId" = (SELECT "Id" FROM "AspNetRoles" WHERE "NormalizedName" = 'ADMIN')
            AND (SELECT COUNT(*) FROM "AspNetUserRoles" WHERE "RoleId" = OLD."RoleId") = 1
        BEGIN SELECT RAISE(ABORT, 'The last admin stays.'); END
        """,
    ];

    public static readonly string[] SqlServer =
    [
        $"""
        CREATE TRIGGER [{TriggerNames.LastAdminStays}] ON [AspNetUserRoles] AFTER DELETE AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (
                SELECT 1 FROM deleted d JOIN [AspNetRoles] r ON r.[Id] = d.[RoleId]
                WHERE r.[NormalizedName] = 'ADMIN'
                    -- With row versions, two admins who remove each other would each still see the other.
                    AND NOT EXISTS (
                        SELECT 1 FROM [AspNetUserRoles] o WITH (READCOMMITTEDLOCK) WHERE o.[RoleId] = d.[RoleId]))
                THROW 51000, 'The last admin stays.', 1;
        END
        """,
    ];
}
