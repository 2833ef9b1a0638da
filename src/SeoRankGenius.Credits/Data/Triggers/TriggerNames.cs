namespace SeoRankGenius.Credits.Data.Triggers;

internal static class TriggerNames
{
    public const string TransactionsAreAppendOnly = "TR_LedgerTransactions_AppendOnly";
    public const string EntriesAreAppendOnly = "TR_LedgerEntries_AppendOnly";
    public const string EntryFollowsEntry = "TR_LedgerEntries_Follows";
    public const string TransferGoesToASite = "TR_LedgerEntries_Transfer";
    public const string TestCreditsStayApart = "TR_LedgerEntries_Test";
    public const string TestSiteBuysNothing = "TR_Purchases_TestSite";
    public const string PoolFollowsEntry = "TR_Pools_FollowsEntry";
    public const string LastAdminStays = "TR_AspNetUserRoles_LastAdmin";
    public const string AuditIsAppendOnly = "TR_AuditRecords_AppendOnly";
    public const string DecidedStays = "TR_ApprovalRequests_DecidedStays";
}
