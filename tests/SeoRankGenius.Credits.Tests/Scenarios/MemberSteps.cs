using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Licensing.Members;
using SeoRankGenius.Credits.Mailing;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>How people become members of Northwind's license.</summary>
public static class MemberSteps
{
    public const string Email = "colleague@northwind.example", Page = "/account/members";

    /// <summary>The owner invites somebody; the link in the queued mail.</summary>
    public static async Task<string> InviteAsync(this App app, AccountRole role, string email = Email)
    {
        var before = await LinksAsync(app, email);
        var license = await app.NorthwindAsync();
        await app.AsOwnerAsync((members, owner) => members.InviteAsync(owner, license, email, role));
        return Assert.Single((await LinksAsync(app, email)).Except(before));
    }

    /// <summary>Northwind's owner changes members.</summary>
    public static async Task AsOwnerAsync(this App app, Func<LicenseMembers, Actor, Task> change)
    {
        await using var scope = app.Scope();
        await change(
            scope.ServiceProvider.GetRequiredService<LicenseMembers>(),
            new Actor(await app.UserIdAsync(SampleData.Owner), SampleData.Owner, Roles.Owner, null));
    }

    /// <summary>Opens the link, sets the samples' password, accepts.</summary>
    public static async Task AcceptAsync(this Visitor visitor, string link) => (await visitor.SubmitAsync(
        link, link, ("Input.Password", SampleData.Password), ("Input.Repeated", SampleData.Password))).Is(302);

    /// <summary>A new member of Northwind's license, signed in.</summary>
    public static async Task<Visitor> JoinAsync(this App app, AccountRole role)
    {
        var member = app.Visit();
        await member.AcceptAsync(await app.InviteAsync(role));
        (await member.SignInAsync(Email, SampleData.Password)).Is(302);
        return member;
    }

    private static async Task<List<string>> LinksAsync(App app, string email) =>
        (await app.World.ReadAsync(db => db.OutboxMails
            .Where(mail => mail.To == email && mail.LinkPath != null).ToListAsync()))
        .ConvertAll(mail => app.Get<Outbox>().LinkOf(mail)!);

    public static Task<Guid> NorthwindAsync(this App app) => app.World.ReadAsync(db =>
        db.Sites.Where(site => site.Domain == "northwind-agency.example").Select(site => site.LicenseId).SingleAsync());
}
