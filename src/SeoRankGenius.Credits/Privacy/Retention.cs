using System.Text.Json.Nodes;
using FluentValidation;

namespace SeoRankGenius.Credits.Privacy;

/// <summary>For how many days data is kept: <c>Retention:…</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>Personal data in the payloads of Stripe's events.</summary>
    public int PayloadDays { get; set; } = 90;

    /// <summary>Attempts to sign in.</summary>
    public int SignInDays { get; set; } = 365;

    /// <summary>Sessions that are over.</summary>
    public int SessionDays { get; set; } = 30;
}

public sealed class RetentionRules : AbstractValidator<RetentionOptions>
{
    private const string AtLeastOne = "must be at least 1.";

    public RetentionRules()
    {
        RuleFor(retention => retention.PayloadDays).GreaterThan(0).WithMessage(AtLeastOne);
        RuleFor(retention => retention.SignInDays).GreaterThan(0).WithMessage(AtLeastOne);
        RuleFor(retention => retention.SessionDays).GreaterThan(0).WithMessage(AtLeastOne);
    }
}

/// <summary>Removes what is kept no longer. May be repeated, and run on any number of instances.</summary>
public sealed class Retention(Writer writer, RetentionOptions settings, TimeProvider time)
{
    private const int AtOnce = 100;

    /// <summary>What Stripe's events say about a person; the books do not need it.</summary>
    private static readonly HashSet<string> Personal =
    [
        "address", "billing_details", "collected_information", "customer_address", "customer_details", "customer_email",
        "customer_name", "customer_phone", "customer_shipping", "email", "name", "phone", "receipt_email", "shipping",
        "shipping_details",
    ];

    public async Task ApplyAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await writer.RunAsync(db => ForgetAsync(db, now), cancellation);
        while (await writer.RunAsync(db => ReduceAsync(db, now), cancellation) == AtOnce)
        {
        }
    }

    private async Task ForgetAsync(CreditsDb db, DateTime now)
    {
        var (sessions, signIns) = (now.AddDays(-settings.SessionDays), now.AddDays(-settings.SignInDays));
        var (counters, changes) = (now.AddDays(-1), now.AddDays(-2));
        await db.UserSessions.Where(row => row.LastSeenAt < sessions).ExecuteDeleteAsync();
        await db.SignInRecords.Where(row => row.At < signIns).ExecuteDeleteAsync();
        await db.SignInCounters.Where(row => row.LastAt < counters).ExecuteDeleteAsync();
        await db.SingleAdminChanges.Where(row => row.At < changes).ExecuteDeleteAsync();
    }

    private async Task<int> ReduceAsync(CreditsDb db, DateTime now)
    {
        var oldest = now.AddDays(-settings.PayloadDays);
        var events = await db.StoredEvents.Where(row => row.ReducedAt == null && row.ReceivedAt < oldest)
            .OrderBy(row => row.ReceivedAt).Take(AtOnce).ToListAsync();
        foreach (var stored in events)
            stored.Reduce(Reduced(stored.Payload), now);
        await db.SaveChangesAsync();
        return events.Count;
    }

    private static string Reduced(string payload)
    {
        var json = JsonNode.Parse(payload);
        Reduce(json);
        return json?.ToJsonString() ?? payload;
    }

    private static void Reduce(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToList())
                    if (Personal.Contains(name))
                        fields.Remove(name);
                    else
                        Reduce(value);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Reduce(item);
                break;
        }
    }
}
