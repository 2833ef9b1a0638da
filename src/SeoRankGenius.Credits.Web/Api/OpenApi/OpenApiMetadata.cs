namespace SeoRankGenius.Credits.Web.Api.OpenApi;

/// <summary>The problems that a route, or one of its parameters, may return.</summary>
public sealed record Problems(params IReadOnlyList<ErrorKind> Kinds);

/// <summary>The route takes an <c>Idempotency-Key</c>.</summary>
public sealed record NeedsIdempotencyKey;

/// <summary>An example of a route's body.</summary>
public sealed record RequestExample(object Body);

/// <summary>The meaning of a route's status, with an example.</summary>
public sealed record ResponseExample(int Status, string Meaning, object Body);

/// <summary>The metadata of a route, for <see cref="ApiDescription"/>.</summary>
internal static class OpenApiMetadata
{
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder route, string name, string summary, string description) =>
        route.WithName(name).WithSummary(summary).WithDescription(description.ReplaceLineEndings(" "));

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, object example) =>
        route.WithMetadata(new RequestExample(example));

    public static RouteHandlerBuilder Answers(
        this RouteHandlerBuilder route, int status, string meaning, object example) =>
        route.WithMetadata(new ResponseExample(status, meaning, example));

    public static T MayAnswer<T>(this T route, params ErrorKind[] problems)
        where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Problems(problems));

    public static T MayAnswer<T>(this T route, params RefusalCode[] refusals)
        where T : IEndpointConventionBuilder =>
        route.MayAnswer(Array.ConvertAll(refusals, ErrorTable.Of));
}
