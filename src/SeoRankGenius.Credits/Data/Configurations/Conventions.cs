using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Data.Configurations;

/// <summary>How types are stored in all columns: times as UTC, enums as their names.</summary>
internal static class Conventions
{
    private const int Word = 20;

    public static void Set(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<Utc>();
        conventions.Properties<PoolKind>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<HoldStatus>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<TransactionKind>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<LicenseStatus>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<PurchaseStatus>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<PurchaseKind>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<AutoTopUpState>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<AutoTopUpProblem>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<RefundStatus>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<DisputeStatus>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<SubscriptionOrderStatus>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<SubscriptionStatus>().HaveConversion<string>().HaveMaxLength(Word);
        conventions.Properties<EventOutcome>().HaveConversion<string>().HaveMaxLength(Word);
    }

    /// <summary>
    /// Compares keys, causes and Stripe's ids case-sensitively on both databases. Identity's tables are excluded:
    /// Identity normalizes the values it compares.
    /// </summary>
    public static void CompareExactly(ModelBuilder builder, string? collation)
    {
        if (collation is null)
            return;
        var texts = builder.Model.GetEntityTypes()
            .Where(entity => entity.ClrType.Assembly == typeof(Conventions).Assembly && entity.ClrType != typeof(User))
            .SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(string) || property.ClrType.IsEnum);
        foreach (var text in texts)
            text.SetCollation(collation);
    }

    private sealed class Utc() : ValueConverter<DateTime, DateTime>(
        time => time,
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
