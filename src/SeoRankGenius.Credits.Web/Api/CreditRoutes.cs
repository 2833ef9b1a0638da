using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using SeoRankGenius.Credits.Usage.Transactions;
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
                is charged once. Checked in this order: token, rate, request, key, pause, license, plan,
                balance, cap. A repeated request is answered again before any of the last six.
                """)
            .Takes(Examples.Spend)
            .Answers(200, "The credits are spent.", Examples.Spent)
            .MayAnswer(
                RefusalCode.InsufficientCredits, RefusalCode.SiteCapReached, RefusalCode.SitePaused,
                RefusalCode.PlanRequired, RefusalCode.LicenseSuspended);

        credits.MapPost("/credits/spend/{transactionId:guid}/give-back", GiveBackAsync)
            .Describe(
                "giveBack",
                "Give a spend back",
                """
                Returns part or all of a spend whose action failed to the pools it came from, within 24 hours. Several
                give-backs together return at most what was charged. Works on any plan.
                """)
            .Takes(Examples.GiveBack)
            .Answers(200, "What returned.", Examples.GivenBack)
            .MayAnswer(RefusalCode.NotFound, RefusalCode.GiveBackExpired);

        credits.MapGet("/credits/transactions", ListAsync)
            .Describe(
                "listTransactions",
                "List what the site used",
                """
                The site's own spends, give-backs and holds, newest first, up to 200 on a page. Pass `next` of a page
                to read the one after it; new transactions do not shift the pages.
                """)
            .Answers(200, "One page.", Examples.Transactions)
            .MayAnswer(RefusalCode.InvalidRequest);

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
            caller.TopUpUrl(context),
            caller.IsTest));
    }

    private static async Task<Ok<SpendResponse>> SpendAsync(
        Caller caller, IdempotencyKey key, Body<SpendBody> body, Spending spending, HttpContext context)
    {
        var (feature, credits, quantity, reference) = body.Value;
        var request = new SpendRequest(key.Value, feature, credits, quantity, reference);
        var spent = (await spending.SpendAsync(caller.SiteId, request, context.RequestAborted)).Marked(context);
        return TypedResults.Ok(new SpendResponse(
            spent.TransactionId, Amounts.Of(spent.Charged), Amounts.Of(spent.Balances), caller.IsTest));
    }

    private static async Task<Ok<GiveBackResponse>> GiveBackAsync(
        Caller caller, [Description("The spend's transactionId.")] Guid transactionId, IdempotencyKey key,
        Body<GiveBackBody> body, HttpContext context)
    {
        var returned = (await context.RequestServices.GetRequiredService<GivingBack>().GiveBackAsync(
            caller.SiteId, transactionId, key.Value, body.Value.Credits, context.RequestAborted)).Marked(context);
        return TypedResults.Ok(new GiveBackResponse(
            returned.TransactionId, Amounts.Of(returned.Returned), Amounts.Of(returned.Balances), caller.IsTest));
    }

    private static async Task<Ok<TransactionsResponse>> ListAsync(
        Caller caller, [AsParameters] TransactionQuery query, SiteTransactions transactions)
    {
        var filter = new TransactionFilter(
            query.Feature, query.Reference, query.Since?.UtcDateTime, query.Until?.UtcDateTime);
        return TypedResults.Ok(TransactionsResponse.Of(
            await transactions.ListAsync(caller.SiteId, filter, query.Limit ?? 50, query.Next),
            caller.IsTest));
    }

    private static async Task<Ok<EstimateResponse>> EstimateAsync(
        Caller caller, Body<EstimateBody> body, SiteAccounts accounts, Estimating estimating, PriceList catalog)
    {
        var account = await accounts.ReadAsync(caller.SiteId);
        account.Entitlement.RequirePaidPlan();
        var estimate = estimating.Estimate(body.Value.Feature, body.Value.Pages, account.Available);
        // No pack brings test credits.
        return TypedResults.Ok(EstimateResponse.Of(
            caller.IsTest ? estimate with { OnePack = null, Packs = [] } : estimate, catalog.Currency));
    }
}
