using System.Data.Common;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Admins;
using SeoRankGenius.Credits.BackOffice.Dashboard;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Configuration;
using SeoRankGenius.Credits.Data.Configurations;
using SeoRankGenius.Credits.Data.Leasing;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// All stored data. The two derived classes, one per database, contain the differences. EF selects migrations by the
/// exact derived type.
/// </summary>
public abstract class CreditsDb(DbContextOptions options)
    : IdentityDbContext<User, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    private Statements? _statements;

    public DbSet<License> Licenses => Set<License>();
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<ActivationCount> ActivationCounts => Set<ActivationCount>();
    public DbSet<LaunchLink> LaunchLinks => Set<LaunchLink>();
    public DbSet<Pool> Pools => Set<Pool>();
    public DbSet<LedgerTransaction> LedgerTransactions => Set<LedgerTransaction>();
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<Hold> Holds => Set<Hold>();
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();
    public DbSet<SiteLimit> SiteLimits => Set<SiteLimit>();
    public DbSet<Purchase> Purchases => Set<Purchase>();
    public DbSet<SubscriptionOrder> SubscriptionOrders => Set<SubscriptionOrder>();
    public DbSet<Subscription> Subscriptions => Set<Subscription>();
    public DbSet<PlanInvoice> PlanInvoices => Set<PlanInvoice>();

    public DbSet<PlanChange> PlanChanges => Set<PlanChange>();

    public DbSet<PlanPrice> PlanPrices => Set<PlanPrice>();

    public DbSet<Refund> Refunds => Set<Refund>();
    public DbSet<RefundRequest> RefundRequests => Set<RefundRequest>();
    public DbSet<Dispute> Disputes => Set<Dispute>();
    public DbSet<ReconciliationReport> ReconciliationReports => Set<ReconciliationReport>();
    public DbSet<StoredEvent> StoredEvents => Set<StoredEvent>();
    public DbSet<AutoTopUp> AutoTopUps => Set<AutoTopUp>();
    public DbSet<LedgerCheck> LedgerChecks => Set<LedgerCheck>();
    public DbSet<UserSession> UserSessions => Set<UserSession>();
    public DbSet<SignInCounter> SignInCounters => Set<SignInCounter>();
    public DbSet<SignInRecord> SignInRecords => Set<SignInRecord>();
    public DbSet<Resolution> Resolutions => Set<Resolution>();
    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<AdminInvitation> AdminInvitations => Set<AdminInvitation>();
    public DbSet<SingleAdminChange> SingleAdminChanges => Set<SingleAdminChange>();
    public DbSet<ApprovalRequest> ApprovalRequests => Set<ApprovalRequest>();
    public DbSet<LowBalanceAlert> LowBalanceAlerts => Set<LowBalanceAlert>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<WebhookEndpoint> WebhookEndpoints => Set<WebhookEndpoint>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<PassLease> PassLeases => Set<PassLease>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Whether the database is the app's own file, migrated at start.</summary>
    public virtual bool IsEmbedded => false;

    internal Statements Statements => _statements ??= new Statements(this);

    /// <summary>The table hint that locks the rows read until the commit.</summary>
    internal abstract string RowLock { get; }

    /// <summary>Whether rows are written as sets, because every statement is a round trip to a server.</summary>
    internal virtual bool WritesSets => false;

    /// <summary>The mark of the latest movement of a pool, for <see cref="PoolFeed"/>.</summary>
    internal abstract string LatestMove { get; }

    /// <summary>The pools that moved after the mark <c>@p0</c>: pool, sequence, mark.</summary>
    internal abstract string MovesSince { get; }

    /// <summary>How far before the latest mark a movement may still appear.</summary>
    internal virtual long LateMoves => 0;

    /// <summary>Applies database settings that are not part of the schema. Repeatable.</summary>
    internal abstract Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Throws <see cref="InvalidConfiguration"/> if a setting of the database is missing.</summary>
    public virtual Task CheckAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Declares a parameter's size, which is part of a statement's plan on SQL Server.</summary>
    internal virtual void SetSize(DbParameter parameter, object? value)
    {
    }

    /// <summary>The case-sensitive collation; null if the database's default is case-sensitive.</summary>
    protected abstract string? ExactCollation { get; }

    /// <summary>Whether the write failed on a duplicate key. Other constraints do not count.</summary>
    public abstract bool IsDuplicate(Exception exception);

    /// <summary>
    /// Whether an immediate retry of the transaction would likely succeed (deadlock, lost connection).
    /// </summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>Whether the database is busy, full, read-only or unavailable, so that only waiting helps.</summary>
    public abstract bool IsOutsideFault(Exception exception);

    public override void Dispose()
    {
        _statements?.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    public override ValueTask DisposeAsync()
    {
        _statements?.Dispose();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Set(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CreditsDb).Assembly);
        Conventions.Apply(builder, ExactCollation);
    }

    /// <summary>The provider's exception, at any depth of EF's wrapping.</summary>
    protected static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
            exception = exception.InnerException;
        return (T?)exception;
    }
}
