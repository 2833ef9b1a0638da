namespace SeoRankGenius.Credits.Webhooks;

/// <summary>A license of the viewer's that may have endpoints.</summary>
public sealed record WebhookLicense(Guid Id, string KeyHint);

/// <summary>What the page of developers shows: the newest deliveries first.</summary>
public sealed record DeveloperOverview(
    IReadOnlyList<WebhookLicense> Licenses, IReadOnlyList<WebhookEndpoint> Endpoints,
    IReadOnlyList<WebhookDelivery> Deliveries);

/// <summary>
/// An owner's webhook endpoints. Each operation refuses a license, endpoint or delivery that is not the viewer's, and a
/// session for one site, with <see cref="RefusalCode.NotFound"/>.
/// </summary>
public sealed class WebhookEndpoints(
    Reader reader, Writer writer, WebhookSecrets secrets, WebhookOptions settings, TimeProvider time)
{
    /// <summary>The most endpoints of a license.</summary>
    public const int Most = 5;

    /// <summary>The most test events of a license within an hour.</summary>
    public const int MostTests = 10;

    private const int PageSize = 50;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public Task<DeveloperOverview> ReadAsync(Viewer viewer, CancellationToken cancellation) =>
        reader.RunAsync(async db => new DeveloperOverview(
            await Licenses(db, viewer).OrderBy(license => license.CreatedAt)
                .Select(license => new WebhookLicense(license.Id, license.KeyHint)).ToListAsync(cancellation),
            await Endpoints(db, viewer).AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation),
            await Deliveries(db, viewer).AsNoTracking().OrderByDescending(row => row.CreatedAt)
                .ThenByDescending(row => row.Id).Take(PageSize).ToListAsync(cancellation)));

    /// <summary>
    /// Adds an endpoint. Refuses an address that is no public https address or that the license has already, and a
    /// sixth endpoint, with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    /// <returns>The signing secret, which is returned only here.</returns>
    public Task<string> AddAsync(Viewer viewer, Guid licenseId, string? url, CancellationToken cancellation)
    {
        var target = WebhookTarget.Check(url, settings);
        return writer.RunAsync(
            async db =>
            {
                if (!await Licenses(db, viewer).AnyAsync(license => license.Id == licenseId))
                    throw NotFound();
                var known = await db.WebhookEndpoints.Where(row => row.LicenseId == licenseId).ToListAsync();
                if (known.Exists(row => row.Url == target))
                    throw Refusal.Invalid("url", "This license has an endpoint with this address.");
                if (known.Count >= Most)
                    throw Refusal.Invalid("url", $"A license has at most {Most} endpoints. Remove one first.");
                var (secret, closed) = secrets.New();
                db.WebhookEndpoints.Add(WebhookEndpoint.Of(licenseId, target, closed, Now));
                await db.SaveChangesAsync();
                return secret;
            },
            cancellation);
    }

    /// <summary>Gives an endpoint a new secret; the one before signs too for 24 hours. Not repeatable.</summary>
    /// <returns>The secret, which is returned only here.</returns>
    public Task<string> RotateAsync(Viewer viewer, Guid id, CancellationToken cancellation) => ChangeAsync(
        viewer,
        id,
        (_, endpoint) =>
        {
            var (secret, closed) = secrets.New();
            endpoint.Rotate(closed, Now);
            return Task.FromResult(secret);
        },
        cancellation);

    /// <summary>Turns an endpoint on again. Repeatable. Events of the time between are not sent.</summary>
    public Task EnableAsync(Viewer viewer, Guid id, CancellationToken cancellation) => ChangeAsync(
        viewer,
        id,
        (_, endpoint) => Task.FromResult(endpoint.DisabledAt = null),
        cancellation);

    /// <summary>Removes an endpoint and its deliveries.</summary>
    public Task RemoveAsync(Viewer viewer, Guid id, CancellationToken cancellation) => ChangeAsync(
        viewer,
        id,
        async (db, endpoint) =>
        {
            await db.WebhookDeliveries.Where(row => row.EndpointId == id).ExecuteDeleteAsync();
            return db.WebhookEndpoints.Remove(endpoint);
        },
        cancellation);

    /// <summary>
    /// Queues a test event; one that failed and waits for its next attempt is not sent any more. Refuses an endpoint
    /// that is off, and the eleventh of a license within an hour, with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    /// <returns>False if one waits for its first attempt: nothing is queued.</returns>
    public Task<bool> TestAsync(Viewer viewer, Guid id, CancellationToken cancellation) => ChangeAsync(
        viewer,
        id,
        async (db, endpoint) =>
        {
            RequireOn(endpoint);
            // Serializes the test events of a license.
            CreditLedger.Lock(db, endpoint.LicenseId);
            var waiting = await db.WebhookDeliveries.Where(row =>
                row.EndpointId == id && row.Type == WebhookEvents.Test && row.DueAt != null).ToListAsync();
            if (waiting.Exists(row => row.Attempts == 0 || row.Error is null))
                return false;
            await RequireFewTestsAsync(db, endpoint.LicenseId);
            waiting.ForEach(row => row.DueAt = null);
            var payload = WebhookEvents.PayloadOf(
                endpoint.LicenseId, WebhookEvents.Test, Now, new { Message = "It works." });
            db.WebhookDeliveries.Add(
                WebhookDelivery.Of(id, (WebhookEvents.Test, $"test:{Guid.NewGuid():N}"), payload, Now));
            return true;
        },
        cancellation);

    /// <summary>
    /// Sends an event again, delivered or not, with the same id and payload. Refuses that of an endpoint that is off
    /// with <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    public Task RepeatAsync(Viewer viewer, Guid deliveryId, CancellationToken cancellation) => writer.RunAsync(
        async db =>
        {
            var delivery = await Deliveries(db, viewer).SingleOrDefaultAsync(row => row.Id == deliveryId)
                ?? throw NotFound();
            RequireOn(await db.WebhookEndpoints.SingleAsync(row => row.Id == delivery.EndpointId));
            delivery.Repeat(Now);
            await db.SaveChangesAsync();
        },
        cancellation);

    private async Task RequireFewTestsAsync(CreditsDb db, Guid licenseId)
    {
        var hourAgo = Now.AddHours(-1);
        if (await db.WebhookDeliveries.CountAsync(row =>
            row.Type == WebhookEvents.Test && row.CreatedAt > hourAgo
            && db.WebhookEndpoints.Any(one => one.Id == row.EndpointId && one.LicenseId == licenseId)) >= MostTests)
            throw new Refusal(
                RefusalCode.InvalidRequest, $"A license has at most {MostTests} test events an hour. Try again later.");
    }

    private static void RequireOn(WebhookEndpoint endpoint)
    {
        if (endpoint.DisabledAt is not null)
            throw new Refusal(RefusalCode.InvalidRequest, "This endpoint is off. Turn it on first.");
    }

    private Task<T> ChangeAsync<T>(
        Viewer viewer, Guid id, Func<CreditsDb, WebhookEndpoint, Task<T>> change, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var result = await change(
                    db, await Endpoints(db, viewer).SingleOrDefaultAsync(row => row.Id == id) ?? throw NotFound());
                await db.SaveChangesAsync();
                return result;
            },
            cancellation);

    private static IQueryable<License> Licenses(CreditsDb db, Viewer viewer) =>
        db.Licenses.Where(license => license.OwnerId == viewer.UserId && viewer.OnlySiteId == null);

    private static IQueryable<WebhookEndpoint> Endpoints(CreditsDb db, Viewer viewer) =>
        db.WebhookEndpoints.Where(row => Licenses(db, viewer).Any(license => license.Id == row.LicenseId));

    private static IQueryable<WebhookDelivery> Deliveries(CreditsDb db, Viewer viewer) =>
        db.WebhookDeliveries.Where(row => Endpoints(db, viewer).Any(endpoint => endpoint.Id == row.EndpointId));

    private static Refusal NotFound() => new(RefusalCode.NotFound, "This endpoint does not exist.");
}
