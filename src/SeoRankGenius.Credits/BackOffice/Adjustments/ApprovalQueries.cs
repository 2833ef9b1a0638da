namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>A request with its license and its current effect.</summary>
/// <param name="Request">As requested.</param>
/// <param name="License">The first site's domain, else the owner's address.</param>
/// <param name="Changes">The current effect on each pool; empty once decided, and for a refund.</param>
/// <param name="Impossible">Why it cannot be carried out now; null when it can.</param>
/// <param name="Amount">The amount of a refund; null for a correction.</param>
public sealed record ApprovalLine(
    ApprovalRequest Request, string License, IReadOnlyList<PoolChange> Changes, string? Impossible, Money? Amount);

/// <summary>Lists requests that wait for a second admin, and recent decisions. Reads only.</summary>
public sealed class ApprovalQueries(Reader reader)
{
    private const int MostDecided = 50, MostWaiting = 200;

    public Task<int> CountAsync(CancellationToken cancellation) => reader.RunAsync(db =>
        db.ApprovalRequests.CountAsync(request => request.Status == ApprovalStatus.Waiting, cancellation));

    /// <summary>Waiting requests, the oldest first.</summary>
    public Task<List<ApprovalLine>> WaitingAsync(CancellationToken cancellation) => reader.RunAsync(async db =>
        await LinesAsync(
            db,
            db.ApprovalRequests.Where(request => request.Status == ApprovalStatus.Waiting)
                .OrderBy(request => request.AskedAt).Take(MostWaiting),
            cancellation));

    /// <summary>Decided requests, the most recently requested first.</summary>
    public Task<List<ApprovalLine>> DecidedAsync(CancellationToken cancellation) => reader.RunAsync(async db =>
        await LinesAsync(
            db,
            db.ApprovalRequests.Where(request => request.Status != ApprovalStatus.Waiting)
                .OrderByDescending(request => request.AskedAt).Take(MostDecided),
            cancellation));

    private static async Task<List<ApprovalLine>> LinesAsync(
        CreditsDb db, IQueryable<ApprovalRequest> requests, CancellationToken cancellation)
    {
        var rows = await requests.Select(request => new
        {
            Request = request,
            Domain = db.Sites.Where(site => site.LicenseId == request.LicenseId && site.RemovedAt == null)
                .OrderBy(site => site.CreatedAt).Select(site => site.Domain).FirstOrDefault(),
            Owner = (from license in db.Licenses
                     join user in db.Users on license.OwnerId equals user.Id
                     where license.Id == request.LicenseId
                     select user.Email).Single(),
            Currency = db.Purchases.Where(purchase => purchase.Id == request.PurchaseId)
                .Select(purchase => purchase.Currency).FirstOrDefault()
                ?? db.PlanInvoices.Where(invoice => invoice.Id == request.InvoiceId)
                    .Select(invoice => invoice.Currency).FirstOrDefault(),
        }).ToListAsync(cancellation);
        var lines = new List<ApprovalLine>();
        foreach (var row in rows)
        {
            var (changes, impossible) = await NowAsync(db, row.Request);
            var amount = row.Request.AmountMinor is { } minor ? new Money(minor, row.Currency!) : (Money?)null;
            lines.Add(new ApprovalLine(row.Request, row.Domain ?? row.Owner!, changes, impossible, amount));
        }

        return lines;
    }

    private static async Task<(IReadOnlyList<PoolChange>, string?)> NowAsync(CreditsDb db, ApprovalRequest request)
    {
        if (request.Status != ApprovalStatus.Waiting || request.Kind == ApprovalKind.Refund)
            return ([], null);
        try
        {
            var changes = await PoolChanges.OfAsync(db, DecideApproval.ToCorrection(request));
            return (changes, changes.Any(change => change.After < 0) ? "The pool no longer holds enough." : null);
        }
        catch (Refusal no)
        {
            return ([], no.Message);
        }
    }
}
