namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>
/// A name and network address that audit records refer to. It is the only place where the audit keeps personal data:
/// erasing it leaves the records as they are.
/// </summary>
public sealed class Person
{
    /// <summary>What an erased name reads.</summary>
    public const string Erased = "erased";

    private Person()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The account; null for the command line and the app itself.</summary>
    public Guid? UserId { get; private set; }

    /// <summary>The e-mail address at that time, or <c>command line</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The network address; null at the command line, and for whom a record is about.</summary>
    public string? IpAddress { get; private set; }

    /// <summary>The row with these values, which is added if there is none. Saves nothing.</summary>
    internal static async Task<Person> OfAsync(CreditsDb db, Guid? userId, string name, string? address, DateTime now)
    {
        var known = await db.People.FirstOrDefaultAsync(row =>
            row.UserId == userId && row.Name == name && row.IpAddress == address);
        if (known is null)
            db.People.Add(known = Of(userId, name, address, now));
        return known;
    }

    internal static Person Of(Guid? userId, string name, string? address, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now), UserId = userId, Name = name, IpAddress = address,
    };
}
