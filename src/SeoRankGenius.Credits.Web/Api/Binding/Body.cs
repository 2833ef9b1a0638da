using System.Buffers;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using SeoRankGenius.Credits.Web.Api.OpenApi;

namespace SeoRankGenius.Credits.Web.Api.Binding;

/// <summary>A body that is created from its fields.</summary>
public interface IBody<TSelf>
{
    static abstract TSelf Read(Fields fields);
}

/// <summary>
/// A route's JSON body, read strictly: one object of at most 16 KB, no duplicate keys, no comments. Anything else is
/// refused with 413, 415 or 400, and errors in its fields with 422.
/// </summary>
public sealed record Body<T>(T Value) : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : IBody<T>
{
    private const int Largest = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    static async ValueTask<Body<T>?> IBindableFromHttpContext<Body<T>>.BindAsync(
        HttpContext context, ParameterInfo parameter)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
            throw new ApiProblemException(
                ErrorTable.UnsupportedMediaType, "Send JSON, and say so: Content-Type: application/json");
        if (request.ContentLength > Largest)
            throw TooLarge();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(context.RequestAborted);
            var isWhole = read.IsCompleted || read.Buffer.Length > Largest;
            try
            {
                if (isWhole)
                    return new(Parse(read.Buffer));
            }
            finally
            {
                request.BodyReader.AdvanceTo(isWhole ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            }
        }
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new Problems(
        [
            ErrorTable.MalformedJson, ErrorTable.Of(RefusalCode.InvalidRequest), ErrorTable.PayloadTooLarge,
            ErrorTable.UnsupportedMediaType,
        ]));
    }

    private static T Parse(ReadOnlySequence<byte> text)
    {
        if (text.Length > Largest)
            throw TooLarge();
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Malformed("The body must be one JSON object.");
            var fields = new Fields(document.RootElement);
            var value = T.Read(fields);
            fields.Enforce();
            return value;
        }
        catch (JsonException fault)
        {
            throw Malformed(fault.Message);
        }
        catch (InvalidOperationException)
        {
            // Invalid UTF-8, or an escaped unpaired surrogate.
            throw Malformed("The body holds a text that is not valid Unicode.");
        }
    }

    private static ApiProblemException TooLarge() =>
        new(ErrorTable.PayloadTooLarge, "A request of this API needs no more than 16 KB.");

    private static ApiProblemException Malformed(string detail) => new(ErrorTable.MalformedJson, detail);
}
