using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using SeoRankGenius.Credits.Web.Api.Binding;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>Credits reserved for a run of many pages.</summary>
internal static class HoldRoutes
{
    public static void MapHolds(this RouteGroupBuilder api)
    {
        var holds = api.MapGroup("/credits/holds").WithTags("Holds");

        holds.MapPost("", PlaceAsync)
            .Describe(
                "placeHold",
                "Reserve credits for a run",
                """
                Takes the credits out of the balance now, Domain Credits first, all or nothing, so that a run does not
                stop halfway. End it with capture or release; what is left after `expiresInSeconds` returns
                automatically to the pools it came from. Repeat it with the same Idempotency-Key when no answer
                arrives.
                """)
            .Takes(Examples.Hold)
            .Answers(201, "The credits are reserved.", Examples.Held)
            .MayAnswer(
                RefusalCode.InsufficientCredits, RefusalCode.SiteCapReached, RefusalCode.SitePaused,
                RefusalCode.PlanRequired, RefusalCode.LicenseSuspended);

        holds.MapPost("/{id:guid}/capture", CaptureAsync)
            .Describe(
                "captureHold",
                "Charge what a run used",
                """
                Charges `credits` of the hold, Domain Credits first, and returns the rest to the pools it came from.
                Ends the hold. May be repeated with the same number: nothing moves again. Works on any plan, since the
                credits were taken before.
                """)
            .Takes(Examples.Capture)
            .Answers(200, "What was charged and what returned.", Examples.Captured)
            .MayAnswer(RefusalCode.NotFound, RefusalCode.HoldEnded);

        holds.MapPost("/{id:guid}/release", ReleaseAsync)
            .Describe(
                "releaseHold",
                "Return a hold",
                "Returns all of the hold to the pools it came from, and ends it. May be repeated. Needs no body.")
            .Answers(200, "All returned.", Examples.Released)
            .MayAnswer(RefusalCode.NotFound, RefusalCode.HoldEnded);

        holds.MapGet("/{id:guid}", GetAsync)
            .Describe("getHold", "Read a hold", "The hold with its state, also after it ended.")
            .Answers(200, "The hold.", Examples.HoldState)
            .MayAnswer(RefusalCode.NotFound);

        holds.MapPost("/{id:guid}/extend", ExtendAsync)
            .Describe(
                "extendHold",
                "Extend a hold",
                "Lets an open hold end `expiresInSeconds` from now, but not earlier than before. May be repeated.")
            .Takes(Examples.Extend)
            .Answers(200, "The hold.", Examples.HoldState)
            .MayAnswer(RefusalCode.NotFound, RefusalCode.HoldEnded);
    }

    private static async Task<Ok<HoldStateResponse>> GetAsync(
        Caller caller, [Description("The hold's id.")] Guid id, Reader reader, TimeProvider time) =>
        TypedResults.Ok(HoldStateResponse.Of(
            await reader.RunAsync(db => Holding.FindAsync(db, caller.SiteId, id)), time.GetUtcNow().UtcDateTime));

    private static async Task<Ok<HoldStateResponse>> ExtendAsync(
        Caller caller, [Description("The hold's id.")] Guid id, Body<ExtendBody> body, Holding holding,
        HttpContext context) =>
        TypedResults.Ok(HoldStateResponse.Of(
            await holding.ExtendAsync(caller.SiteId, id, body.Value.ExpiresInSeconds, context.RequestAborted),
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));

    private static async Task<Created<HoldResponse>> PlaceAsync(
        Caller caller, IdempotencyKey key, Body<HoldBody> body, Holding holding, HttpContext context)
    {
        var (feature, credits, expiresInSeconds, reference) = body.Value;
        var request = new HoldRequest(key.Value, feature, credits, expiresInSeconds, reference);
        var hold = (await holding.PlaceAsync(caller.SiteId, request, context.RequestAborted)).Marked(context);
        return TypedResults.Created((string?)null, new HoldResponse(
            hold.HoldId, Amounts.Of(hold.Taken), hold.ExpiresAt, Amounts.Of(hold.Balances), caller.IsTest));
    }

    private static async Task<Ok<HoldEndResponse>> CaptureAsync(
        Caller caller, [Description("The hold's id.")] Guid id, Body<CaptureBody> body, Holding holding,
        CancellationToken aborted) =>
        TypedResults.Ok(HoldEndResponse.Of(
            await holding.CaptureAsync(caller.SiteId, id, body.Value.Credits, aborted), caller.IsTest));

    private static async Task<Ok<HoldEndResponse>> ReleaseAsync(
        Caller caller, [Description("The hold's id.")] Guid id, Holding holding, CancellationToken aborted) =>
        TypedResults.Ok(HoldEndResponse.Of(
            await holding.ReleaseAsync(caller.SiteId, id, aborted), caller.IsTest));
}
