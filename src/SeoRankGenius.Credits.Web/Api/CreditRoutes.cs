using Microsoft.AspNetCore.Http.HttpResults;
using SeoRankGenius.Credits.Web.Api.Binding;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>Balances, spending, and the features and estimates that they depend on.</summary>
internal static class CreditRoutes
{
    public static void MapCredits(this RouteGroupBuilder api)
    {
        var credits = api.MapGroup("").WithTags("Credits");

        credits.MapGet("/credits", ReadAsync)
            .Describe(
                "getCredits",
                "Read plan and balances",
                """
                What the site has to spend now: its own Domain Credits and the license's Shared Credits, which other
                sites of the license spend too. On the Free plan nothing can be spent, so `balances` are zero and
                `kept` says what is back with the next paid plan. Reading changes nothing.
                """)
            .Answers(200, "Plan and balances.", Examples.Credits);

        credits.MapPost("/credits/spend", SpendAsync)
            .Describe(
                "spendCredits",
                "Spend credits for AI actions",
                """
                Takes `credits` × `quantity`, Domain Credits first, then Shared, all or nothing and never below zero.
                Send it before the action runs. When no answer arrives, send it again with the same Idempotency-Key: it
                is charged once. Checked in this order: token, rate, the request, the key, the license, the plan, the
                balance.
                """)
            .Takes(Examples.Spend)
            .Answers(200, "The credits are spent.", Examples.Spent)
            .MayAnswer(RefusalCode.InsufficientCredits, RefusalCode.PlanRequired, RefusalCode.LicenseSuspended);

        credits.MapPost("/credits/estimate", EstimateAsync)
            .Describe(
                "estimateRun",
                "Estimate a run of many pages",
                """
                Says before a run what it may cost, whether the credits suffice, and which packs would cover what is
                missing. Puts nothing aside: for a run that must not stop half-way, place a hold.
                """)
            .Takes(Examples.Estimate)
            .Answers(200, "The estimate.", Examples.Estimated)
            .MayAnswer(RefusalCode.PlanRequired, RefusalCode.LicenseSuspended);

        credits.MapGet("/features", (Caller _, PriceList catalog) => TypedResults.Ok(FeaturesResponse.Of(catalog)))
            .Describe(
                "listFeatures",
                "List the features and what they cost",
                "An AI action costs 1 to 15 credits, and lies in its feature's range.")
            .Answers(200, "Every feature.", Examples.Features);
    }

    private static async Task<Ok<CreditsResponse>> ReadAsync(Caller caller, SiteAccounts accounts, HttpContext context)
    {
        var account = await accounts.ReadAsync(caller.SiteId);
        return TypedResults.Ok(new CreditsResponse(
            caller.Domain,
            PlanResponse.Of(account.Entitlement),
            Amounts.Of(account.Available),
            account.Kept is { } kept ? Amounts.Of(kept) : null,
            caller.TopUpUrl(context)));
    }

    private static async Task<Ok<SpendResponse>> SpendAsync(
        Caller caller, IdempotencyKey key, Body<SpendBody> body, Spending spending, HttpContext context)
    {
        var wish = body.Value;
        var request = new SpendRequest(key.Value, wish.Feature, wish.Credits, wish.Quantity, wish.Reference);
        var answer = await spending.SpendAsync(caller.SiteId, request, context.RequestAborted);
        return TypedResults.Ok(SpendResponse.Of(answer.Marked(context)));
    }

    private static async Task<Ok<EstimateResponse>> EstimateAsync(
        Caller caller, Body<EstimateBody> body, SiteAccounts accounts, Estimating estimating, PriceList catalog)
    {
        var account = await accounts.ReadAsync(caller.SiteId);
        account.RequirePaidPlan();
        var estimate = estimating.Estimate(body.Value.Feature, body.Value.Pages, account.Available);
        return TypedResults.Ok(EstimateResponse.Of(estimate, catalog.Currency));
    }
}
