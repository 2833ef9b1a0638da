namespace SeoRankGenius.Credits.Data;

/// <summary>The back office's rules that a CHECK can't say. Created by <see cref="Triggers"/>.</summary>
internal static class BackOfficeTriggers
{
    public static readonly string[] Sqlite =
    [
        .. Triggers.SqliteAppendOnly("AuditRecords", Triggers.AuditIsAppendOnly),
        // INSERT OR REPLACE deletes the old row without asking the trigger above.
        $"""
        CREATE TRIGGER "{Triggers.AuditIsAppendOnly}_REPLACE" BEFORE INSERT ON "AuditRecords"
        WHEN EXISTS (SELECT 1 FROM "AuditRecords" WHERE "Number" = NEW."Number")
        BEGIN SELECT RAISE(ABORT, 'AuditRecords is append-only.'); END
        """,
        $"""
        CREATE TRIGGER "{Triggers.DecidedStays}" BEFORE UPDATE ON "ApprovalRequests"
        WHEN OLD."Status" <> 'Waiting'
        BEGIN SELECT RAISE(ABORT, 'What is decided stays as it is.'); END
        """,
        $"""
        CREATE TRIGGER "{Triggers.DecidedStays}_DELETE" BEFORE DELETE ON "ApprovalRequests"
        BEGIN SELECT RAISE(ABORT, 'A request stays, whatever came of it.'); END
        """,
    ];

    public static readonly string[] SqlServer =
    [
        Triggers.SqlServerAppendOnly("AuditRecords", Triggers.AuditIsAppendOnly),
        $"""
        CREATE TRIGGER [{Triggers.DecidedStays}] ON [ApprovalRequests] AFTER UPDATE, DELETE AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (SELECT 1 FROM deleted WHERE [Status] <> 'Waiting')
                OR (EXISTS (SELECT 1 FROM deleted) AND NOT EXISTS (SELECT 1 FROM inserted))
                THROW 51000, 'What is decided stays as it is.', 1;
        END
        """,
    ];
}
