namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>The current effect of a correction.</summary>
/// <param name="Changes">One per pool, in the order of the request.</param>
/// <param name="NeedsApproval">The correction exceeds the limit and requires a second admin.</param>
public sealed record AdjustmentReview(IReadOnlyList<PoolChange> Changes, bool NeedsApproval);

/// <summary>The result of a correction: posted, or waiting for approval.</summary>
/// <param name="TransactionId">The ledger transaction; null while it waits.</param>
public sealed record AdjustmentResult(Guid? TransactionId);

/// <summary>
/// Corrects balances. Every correction has a reason, an admin and an audit record with the values before and after. A
/// correction above a limit (<see cref="ApprovalLimits"/>) requires a second admin
/// (<see cref="DecideApproval"/>).
/// </summary>
public sealed class AdjustBalance(
    Reader reader, Writer writer, Adjusting adjusting, AuditLog audit, ApprovalLimits limits, TimeProvider time)
{
    /// <summary>
    /// The current effect of a correction, without changes. Refuses, in this order: invalid fields
    /// (<see cref="RefusalCode.InvalidRequest"/>), a pool or adjustment that does not belong to the license
    /// (<see cref="RefusalCode.NotFound"/>), an adjustment that is already undone, a pool that would fall below zero.
    /// </summary>
    public Task<AdjustmentReview> ReviewAsync(Actor admin, AdjustmentInput asked)
    {
        Enforce(asked);
        return reader.RunAsync(async db =>
        {
            var changes = await PoolChanges.OfAsync(db, asked);
            RequireEnough(changes);
            return new AdjustmentReview(changes, await limits.IsExceededAsync(
                db, admin.UserId, asked.LicenseId, purchaseId: null, CreditsOf(changes)));
        });
    }

    /// <summary>
    /// Posts a correction, or requests approval. May be repeated: an id takes effect once. Refuses as
    /// <see cref="ReviewAsync"/> does, and an id that was used for something else
    /// (<see cref="RefusalCode.IdempotencyKeyReused"/>).
    /// </summary>
    public Task<AdjustmentResult> CorrectAsync(Actor admin, AdjustmentInput asked, CancellationToken cancellation)
    {
        Enforce(asked);
        return writer.RunAsync(db => CorrectAsync(db, admin, asked), cancellation);
    }

    private async Task<AdjustmentResult> CorrectAsync(CreditsDb db, Actor admin, AdjustmentInput asked)
    {
        if (await db.ApprovalRequests.FindAsync(asked.Id) is { } request)
            return Same(request, asked)
                ? new AdjustmentResult(await Adjusting.FindAsync(db, asked.Id))
                : throw Reused();
        if (await Adjusting.FindAsync(db, asked.Id) is { } earlier)
            return await IsSameAsync(db, earlier, asked) ? new AdjustmentResult(earlier) : throw Reused();

        var changes = await PoolChanges.OfAsync(db, asked);
        RequireEnough(changes);
        if (await limits.CountAsync(db, asked.Id, admin, asked.LicenseId, purchaseId: null, CreditsOf(changes)))
        {
            db.ApprovalRequests.Add(new ApprovalRequest(asked.Id, asked.Kind, admin, time.GetUtcNow().UtcDateTime)
            {
                LicenseId = asked.LicenseId,
                PoolId = asked.PoolId,
                ToPoolId = asked.ToPoolId,
                ReversesId = asked.ReversesId,
                Credits = asked.Credits ?? 0,
                Reason = $"{asked.Reason}",
                Sentence = asked.Sentence!.Trim(),
                Reference = string.IsNullOrWhiteSpace(asked.Reference) ? null : asked.Reference.Trim(),
            });
            await audit.RecordAsync(
                db, admin, AdjustmentDescriptions.Entry(AuditAction.ApprovalRequested, asked, changes));
            return new AdjustmentResult(null);
        }

        var (transactionId, posted) = await PostAsync(db, asked, changes, admin.InLedger, approvedBy: null);
        await audit.RecordAsync(
            db, admin, AdjustmentDescriptions.Entry(AdjustmentDescriptions.ActionOf(asked.Kind), asked, posted));
        return new AdjustmentResult(transactionId);
    }

    /// <summary>The effect of the correction with this id, posted or requested; null when there is none.</summary>
    public Task<AdjustmentReview?> OutcomeAsync(Guid id) => reader.RunAsync(async db =>
    {
        if (await Adjusting.FindAsync(db, id) is { } transactionId)
            return new AdjustmentReview(await PoolChanges.PostedAsync(db, transactionId), NeedsApproval: false);
        return await db.ApprovalRequests.FirstOrDefaultAsync(request => request.Id == id) is { } request
            ? new AdjustmentReview(
                await PoolChanges.OfAsync(db, DecideApproval.ToCorrection(request)),
                NeedsApproval: request.Status == ApprovalStatus.Waiting)
            : null;
    });

    /// <summary>The current effect of undoing an adjustment. Refuses as <see cref="ReviewAsync"/> does.</summary>
    public Task<IReadOnlyList<PoolChange>> ContraryAsync(Guid licenseId, Guid transactionId)
    {
        var undo = new AdjustmentInput(Guid.Empty, ApprovalKind.Undo, licenseId) { ReversesId = transactionId };
        return reader.RunAsync(db => PoolChanges.OfAsync(db, undo));
    }

    /// <summary>Posts a correction in the caller's transaction. Returns the changes as posted in the ledger.</summary>
    internal async Task<(Guid TransactionId, IReadOnlyList<PoolChange> Changes)> PostAsync(
        CreditsDb db, AdjustmentInput asked, IReadOnlyList<PoolChange> changes, string actor, string? approvedBy)
    {
        var transactionId = await adjusting.PostAsync(
            db,
            new Adjustment(
                asked.Id,
                [.. changes.Select(change => new Leg(change.PoolId, change.Credits))],
                AdjustmentDescriptions.Note(asked) + (approvedBy is null ? "" : $" · approved by {approvedBy}"),
                actor)
            {
                ReversesId = asked.ReversesId,
            });
        return (transactionId, await PoolChanges.PostedAsync(db, transactionId));
    }

    private static long CreditsOf(IReadOnlyList<PoolChange> changes) => changes.Max(change => Math.Abs(change.Credits));

    private static void RequireEnough(IReadOnlyList<PoolChange> changes)
    {
        if (changes.FirstOrDefault(change => change.After < 0) is { } below)
            throw new Refusal(
                    RefusalCode.InsufficientCredits,
                    string.Create(CultureInfo.InvariantCulture, $"This pool has only {below.Before:N0} credits."))
                .With("required", -below.Credits)
                .With("available", below.Before);
    }

    private static void Enforce(AdjustmentInput asked)
    {
        var result = new AdjustmentInputValidator().Validate(asked);
        if (!result.IsValid)
            throw Refusal.Invalid(result.ToDictionary().ToDictionary());
    }

    private static bool Same(ApprovalRequest request, AdjustmentInput asked) =>
        (request.Kind, request.LicenseId, request.PoolId, request.ToPoolId, request.ReversesId, request.Credits,
            request.Sentence)
        == (asked.Kind, asked.LicenseId, asked.PoolId, asked.ToPoolId, asked.ReversesId, asked.Credits ?? 0,
            asked.Sentence!.Trim());

    private static async Task<bool> IsSameAsync(CreditsDb db, Guid transactionId, AdjustmentInput asked)
    {
        var posted = await db.LedgerTransactions.AsNoTracking().SingleAsync(row => row.Id == transactionId);
        var legs = await db.LedgerEntries.Where(entry => entry.TransactionId == transactionId)
            .ToDictionaryAsync(entry => entry.PoolId, entry => entry.Credits);
        return posted.ReversesId == asked.ReversesId && posted.Note == AdjustmentDescriptions.Note(
            asked) && asked.Kind switch
        {
            ApprovalKind.Adjustment => legs.GetValueOrDefault(asked.PoolId!.Value) == asked.Credits,
            ApprovalKind.Transfer => legs.GetValueOrDefault(asked.PoolId!.Value) == -asked.Credits
                && legs.GetValueOrDefault(asked.ToPoolId!.Value) == asked.Credits,
            ApprovalKind.Undo => true,
            ApprovalKind.Refund => false,
        };
    }

    private static Refusal Reused() => new(
        RefusalCode.IdempotencyKeyReused, "This form was already sent with other values. Open it again.");
}
