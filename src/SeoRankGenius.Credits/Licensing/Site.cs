using System.Linq.Expressions;
using SeoRankGenius.Credits.Licensing.TestSites;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>One WordPress site under a license; its Domain pool has the same id.</summary>
public sealed class Site
{
    private const string TokenPrefix = "srgt_";

    private const int MostActivations = 30;

    private Site() { }

    public Guid Id { get; private set; }
    public Guid LicenseId { get; private set; }

    /// <summary>
    /// Normalized by <see cref="DomainName"/>. Unique among all licenses, except for removed sites; that of a test site
    /// is unique in its license.
    /// </summary>
    public string Domain { get; internal set; } = "";

    /// <summary>
    /// Local, private or staging: it spends free test credits and does not count against the plan. Never changes.
    /// </summary>
    public bool IsTest { get; private set; }

    /// <summary>SHA-256 of the plugin's token, in hexadecimal; the token is shown once and never stored.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>
    /// Time of the plugin's last call, accurate to <see cref="SiteTokens.UseGrain"/>. UTC; null before the first call.
    /// </summary>
    public DateTime? TokenUsedAt { get; internal set; }

    /// <summary>The first activation of the hour that <see cref="Activations"/> counts. UTC.</summary>
    public DateTime ActivatedAt { get; private set; }

    /// <summary>Activations within an hour of <see cref="ActivatedAt"/>.</summary>
    public int Activations { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>
    /// When an admin or its plugin removed the site from its license. Its Domain Credits are kept in case it is
    /// connected again. UTC; null while it is connected.
    /// </summary>
    public DateTime? RemovedAt { get; internal set; }

    /// <summary>
    /// An admin removed it, or it moved to another license: it returns to its license only when the owner confirms.
    /// </summary>
    public bool NeedsConfirmation { get; internal set; }

    /// <summary>
    /// The pool that the Domain Credits of a removed site went to, as decided at its removal; also those of a checkout
    /// that is paid later. Null while it is connected.
    /// </summary>
    public PoolKind? CreditsGoTo { get; internal set; }

    /// <summary>
    /// Removed sites whose Domain Credits went to the Shared pool. Not test sites: their credits stay.
    /// </summary>
    internal static readonly Expression<Func<Site, bool>> WentToShared = site =>
        site.RemovedAt != null && site.CreditsGoTo == PoolKind.Shared && !site.IsTest;

    /// <summary>Checks the format of a token, without a query.</summary>
    internal static bool IsToken(string text) => Secret.Has(text, TokenPrefix);

    internal static Site Connect(Guid licenseId, string domain, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LicenseId = licenseId,
        Domain = domain,
        IsTest = TestDomain.Is(domain),
        CreatedAt = now,
    };

    /// <summary>
    /// Counts an activation. Refuses the 31st within an hour with <see cref="RefusalCode.ActivatedTooOften"/>: two
    /// copies of a site that end each other's token would go on for ever.
    /// </summary>
    internal void CountActivation(DateTime now)
    {
        if (now - ActivatedAt >= TimeSpan.FromHours(1))
            (ActivatedAt, Activations) = (now, 0);
        if (Activations >= MostActivations)
            throw new Refusal(
                RefusalCode.ActivatedTooOften,
                $"{Domain} was activated {MostActivations} times within an hour. Two copies of the site probably use "
                + "the same license key. Disconnect one of them, then try again in an hour.");
        Activations++;
    }

    /// <summary>Gives the site a new token. The old one is invalid from the commit on.</summary>
    internal string RotateToken()
    {
        var token = Secret.New(TokenPrefix);
        TokenHash = Secret.Hash(token);
        return token;
    }
}
