using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice;

/// <summary>How much there is at this moment. Counts, and whole credits.</summary>
public sealed record FiguresNow(int Licenses, int Sites, long Credits);

/// <summary>Counts for the start page. Reads only.</summary>
public sealed class Figures(Reader reader)
{
    public Task<FiguresNow> ReadAsync(CancellationToken cancellation) => reader.RunAsync(async db => new FiguresNow(
        await db.Licenses.CountAsync(cancellation),
        await db.Sites.CountAsync(site => site.RemovedAt == null, cancellation),
        await db.Pools.SumAsync(pool => pool.Balance, cancellation)));
}
