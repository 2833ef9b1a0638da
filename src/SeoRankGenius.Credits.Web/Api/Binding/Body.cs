using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api.Binding;

/// <summary>
/// A route's JSON body, read strictly: one object of at most 16 KB, no duplicate keys, no comments. Anything else is
/// refused with 413, 415 or 400; missing, unknown and wrong fields with 422, all at once.
/// </summary>
public sealed record Body<T>(T Value) : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : RequestBody
{
    private const int Largest = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly IList<JsonPropertyInfo> Fields =
        JsonSerializerOptions.Web.GetTypeInfo(typeof(T)).Properties;

    static async ValueTask<Body<T>?> IBindableFromHttpContext<Body<T>>.BindAsync(
        HttpContext context, ParameterInfo parameter)
    {
        var request = context.Request;
        if (!request.HasJsonContentType() || request.Headers.ContentEncoding.Count > 0)
            throw new ApiProblemException(
                ErrorTable.UnsupportedMediaType,
                "Send JSON with the header Content-Type: application/json, without Content-Encoding.");
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, context.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(Read(document.RootElement))
                : throw Malformed("The body must be one JSON object.");
        }
        catch (JsonException fault)
        {
            throw Malformed(fault.LineNumber is { } line
                ? FormattableString.Invariant(
                    $"The body is not valid JSON at line {line + 1}, byte {fault.BytePositionInLine + 1}.")
                : "The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            // Invalid UTF-8, or an escaped unpaired surrogate.
            throw Malformed("The body contains text that is not valid Unicode.");
        }
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new RequestSizeLimitAttribute(Largest));
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new Problems(
            ErrorTable.MalformedJson, ErrorTable.Of(RefusalCode.InvalidRequest), ErrorTable.PayloadTooLarge,
            ErrorTable.UnsupportedMediaType));
    }

    private static T Read(JsonElement body)
    {
        var errors = body.EnumerateObject().Where(field => Fields.All(known => known.Name != field.Name))
            .ToDictionary(field => field.Name, string[] (_) => ["This field is unknown. Check its spelling."]);
        foreach (var field in Fields)
            if (ErrorOf(field, body) is { } error)
                errors[field.Name] = [error];
        return errors.Count == 0
            ? body.Deserialize<T>(JsonSerializerOptions.Web)!
            : throw new Refusal(RefusalCode.InvalidRequest, "The request is invalid; see errors.")
                .With("errors", errors);
    }

    private static string? ErrorOf(JsonPropertyInfo field, JsonElement body)
    {
        if (!body.TryGetProperty(field.Name, out var value))
            return field.IsOptional() ? null : "This field is missing.";
        if (value.ValueKind == JsonValueKind.String && MostIn(field) is { } most
            && value.GetString()!.EnumerateRunes().Count() > most)
            return FormattableString.Invariant($"This has more than {most:N0} characters.");
        return value.ValueKind switch
        {
            JsonValueKind.Null when field.IsSetNullable => null,
            JsonValueKind.String when field.PropertyType == typeof(string) => null,
            JsonValueKind.Number when field.PropertyType != typeof(string) && value.TryGetInt64(out _) => null,
            _ when field.PropertyType == typeof(string) => "This must be a text.",
            _ => "This must be a whole number, written without quotes, fraction or exponent.",
        };
    }

    /// <summary>The most characters (Unicode code points) of a text; null for any number.</summary>
    private static int? MostIn(JsonPropertyInfo field) => field.AttributeProvider?
        .GetCustomAttributes(typeof(MaxLengthAttribute), inherit: false).OfType<MaxLengthAttribute>()
        .SingleOrDefault()?.Length;

    private static ApiProblemException Malformed(string detail) => new(ErrorTable.MalformedJson, detail);
}
