using Microsoft.AspNetCore.Http.HttpResults;
using SeoRankGenius.Credits.Web.Api.Binding;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>Balances, spending, features and estimates.</summary>
internal static class CreditRoutes
{
    public static void MapCredits(this RouteGroupBuilder api)
    {
        var credits = api.MapGroup("").WithTags("Credits");

        credits.MapGet("/credits", ReadAsync)
            .WithETag()
            .Describe(
                "getCredits",
                "Read plan and balances",
                """
                What the site can spend now: its own Domain Credits and the license's Shared Credits, which the other
                sites of the license spend too. On the Free plan and while the license is suspended nothing can be
                spent: `balances` are zero and `kept` contains what returns later.
                """)
            .Answers(200, "Plan and balances.", Examples.Credits);

        credits.MapPost("/credits/spend", SpendAsync)
            .Describe(
                "spendCredits",
                "Spend credits for AI actions",
                """
                Charges `credits` × `quantity`, Domain Credits first, then Shared, all or nothing and never below zero.
                Send it before the action runs. When no answer arrives, send it again with the same Idempotency-Key: it
                is charged once. Checked in this order: token, rate, request, key, license, plan, balance.
                """)
            .Takes(Examples.Spend)
            .Answers(200, "The credits are spent.", Examples.Spent)
            .MayAnswer(
                RefusalCode.InsufficientCredits, RefusalCode.SiteCapReached, RefusalCode.SitePaused,
                RefusalCode.PlanRequired, RefusalCode.LicenseSuspended);

        credits.MapPost("/credits/estimate", EstimateAsync)
            .Describe(
                "estimateRun",
                "Estimate a run of many pages",
                """
                Returns before a run what it may cost, whether the credits suffice, and which packs would cover what is
                missing. Reserves nothing: for a run that must not stop halfway, place a hold.
                """)
            .Takes(Examples.Estimate)
            .Answers(200, "The estimate.", Examples.Estimated)
            .MayAnswer(RefusalCode.PlanRequired, RefusalCode.LicenseSuspended);

        credits.MapGet("/features", (Caller _, PriceList catalog) => TypedResults.Ok(FeaturesResponse.Of(catalog)))
            .WithETag()
            .Describe(
                "listFeatures",
                "List the features and their cost",
                "An AI action costs 1 to 15 credits, within its feature's range.")
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
        var (feature, credits, quantity, reference) = body.Value;
        var request = new SpendRequest(key.Value, feature, credits, quantity, reference);
        var spent = (await spending.SpendAsync(caller.SiteId, request, context.RequestAborted)).Marked(context);
        return TypedResults.Ok(new SpendResponse(
            spent.TransactionId, Amounts.Of(spent.Charged), Amounts.Of(spent.Balances)));
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
