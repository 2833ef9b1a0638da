using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api.Binding;

/// <summary>The <c>Idempotency-Key</c> header. The caller generates it and repeats it with the same request.</summary>
public sealed record IdempotencyKey(string Value) : IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key", ReplayedHeader = "Idempotent-Replayed";

    /// <summary>Refuses a missing key with 400 and a second one with 422. The operation checks its length.</summary>
    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context) => context.Request.Headers[Header] switch
    {
        [{ Length: > 0 } key] => new(new IdempotencyKey(key)),
        { Count: > 1 } => throw new Refusal(RefusalCode.InvalidRequest, "Send one Idempotency-Key, not several.")
            .With("errors", new Dictionary<string, string[]> { ["idempotencyKey"] = ["Send one, not several."] }),
        _ => throw new ApiProblemException(
            ErrorTable.IdempotencyKeyRequired,
            "Create a key for each action, send it as Idempotency-Key, and send the same key to retry."),
    };

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new NeedsIdempotencyKey());
        builder.Metadata.Add(new Problems(
            ErrorTable.IdempotencyKeyRequired, ErrorTable.Of(RefusalCode.IdempotencyKeyReused)));
    }
}

internal static class Replays
{
    /// <summary>Marks a repeated response in its headers.</summary>
    public static T Marked<T>(this IdempotentResult<T> answer, HttpContext context)
    {
        if (answer.IsReplay)
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        return answer.Value;
    }
}
