namespace SeoRankGenius.Credits.Data.Triggers;

/// <summary>
/// The back office rules that a CHECK can't express, for both databases: audit records are append-only, a decided
/// request is final.
/// </summary>
internal static class BackOfficeTriggers
{
    public static readonly string[] Sqlite =
    [
        .. AppendOnly.Sqlite("AuditRecords", TriggerNames.AuditIsAppendOnly),
        // INSERT OR REPLACE deletes the old row without firing the trigger above.
        $"""
        CREATE TRIGGER "{TriggerNames.AuditIsAppendOnly}_REPLACE" BEFORE INSERT ON "AuditRecords"
        WHEN EXISTS (SELECT 1 FROM "AuditRecords" WHERE "Number" = NEW."Number")
        BEGIN SELECT RAISE(ABORT, 'AuditRecords is append-only.'); END
        """,
        $"""
        CREATE TRIGGER "{TriggerNames.DecidedStays}" BEFORE UPDATE ON "ApprovalRequests"
        WHEN OLD."Status" <> 'Waiting'
        BEGIN SELECT RAISE(ABORT, 'What is decided stays as it is.'); END
        """,
        $"""
        CREATE TRIGGER "{TriggerNames.DecidedStays}_DELETE" BEFORE DELETE ON "ApprovalRequests"
        BEGIN SELECT RAISE(ABORT, 'A request stays, whatever came of it.'); END
        """,
    ];

    public static readonly string[] SqlServer =
    [
        AppendOnly.SqlServer("AuditRecords", TriggerNames.AuditIsAppendOnly),
        $"""
        CREATE TRIGGER [{TriggerNames.DecidedStays}] ON [ApprovalRequests] AFTER UPDATE, DELETE AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (SELECT 1 FROM deleted WHERE [Status] <> 'Waiting')
                OR (EXISTS (SELECT 1 FROM deleted) AND NOT EXISTS (SELECT 1 FROM inserted))
                THROW 51000, 'What is decided stays as it is.', 1;
        END
        """,
    ];
}
