using Microsoft.AspNetCore.Http.HttpResults;
using SeoRankGenius.Credits.Web.Api.Binding;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>Connecting a site, and links to its Credits tab.</summary>
internal static class SiteRoutes
{
    public static void MapSites(this RouteGroupBuilder api)
    {
        var sites = api.MapGroup("").WithTags("Sites");

        sites.MapPost("/sites/activate", ActivateAsync)
            .AllowAnonymous()
            .Describe(
                "activateSite",
                "Activate a site",
                """
                Connects a domain to the license and returns the site's token, which is not shown again. A domain of
                the same license may be activated again, after a reinstallation or when the token was lost or leaked:
                the site keeps its id and credits and gets a new token; the old one stops working at once. Needs no
                token. Limited to 20 activations a minute from one network.
                """)
            .Takes(Examples.Activate)
            .Answers(201, "A new site is connected.", Examples.Activated)
            .Answers(200, "The site was connected before; this is its new token.", Examples.Activated)
            .MayAnswer(
                RefusalCode.NotFound, RefusalCode.LicenseSuspended, RefusalCode.DomainTaken,
                RefusalCode.SiteLimitReached, RefusalCode.ConfirmationRequired, RefusalCode.ActivatedTooOften);

        sites.MapPost("/sites/deactivate", DeactivateAsync)
            .Describe(
                "deactivateSite",
                "Deactivate the site",
                """
                Disconnects the site and ends its token, for example when the plugin is uninstalled. Its Domain Credits
                stay with it and return when the license activates the domain again. A repeated call is answered 401.
                """)
            .MayAnswer(ErrorTable.Unauthorized);

        sites.MapPost("/launch-links", LaunchAsync)
            .Describe(
                "createLaunchLink",
                "Create a link to the Credits tab",
                """
                Creates a link that signs a person in for this site and leads to its Credits tab, where packs are
                sold. Request it when the person clicks, and send their browser there: it opens once, within 60
                seconds.
                """)
            .Answers(200, "The link.", Examples.LaunchLink);
    }

    private static async Task<Results<Created<ActivationResponse>, Ok<ActivationResponse>>> ActivateAsync(
        Body<ActivateBody> body, SiteActivation activating, CancellationToken aborted)
    {
        var site = await activating.ActivateAsync(body.Value.LicenseKey, body.Value.Domain, aborted);
        var answer = new ActivationResponse(
            site.SiteId, site.Domain, site.Token, PlanResponse.Of(site.Entitlement), site.IsTest);
        return site.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<NoContent> DeactivateAsync(
        Caller caller, SiteActivation activating, CancellationToken aborted)
    {
        await activating.DeactivateAsync(caller.SiteId, aborted);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<LaunchLinkResponse>> LaunchAsync(
        Caller caller, LaunchLinks launching, PublicUrl address, HttpRequest request, CancellationToken aborted)
    {
        var (code, expiresAt) = await launching.OfferAsync(caller.SiteId, aborted);
        return TypedResults.Ok(new LaunchLinkResponse(address.To(request, $"/launch/{code}"), expiresAt));
    }
}
