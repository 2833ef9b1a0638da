using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What owners do on the Credits tab.</summary>
public static class Buying
{
    /// <summary>Presses Buy Now of a pack; the answer, which leads to the checkout or says why not.</summary>
    public static Task<HttpAnswer> PressBuyNowAsync(this Visitor owner, string domain, string pack) =>
        owner.SubmitAsync($"/account/credits/{domain}", "/buy", ("pack", pack));

    /// <summary>Presses Buy Now of a pack; the id of the session that it leads to.</summary>
    public static async Task<string> BuyAsync(this Visitor owner, string domain, string pack) =>
        new Uri((await owner.PressBuyNowAsync(domain, pack)).Is(303).Location!).Segments[^1];
}
