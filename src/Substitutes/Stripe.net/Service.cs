using System.Net;
using System.Runtime.CompilerServices;

namespace Stripe;

public abstract class Service
{
    protected Service(IStripeClient client) => Client = client;

    public IStripeClient Client { get; set; }

    private protected static string Escape(string id) => WebUtility.UrlEncode(id);

    private protected Task<T> GetAsync<T>(
        string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity =>
        Client.RequestAsync<T>(HttpMethod.Get, path, options, requestOptions, cancellationToken);

    private protected Task<T> PostAsync<T>(
        string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity =>
        Client.RequestAsync<T>(HttpMethod.Post, path, options, requestOptions, cancellationToken);

    private protected async IAsyncEnumerable<T> GetPagesAsync<T>(
        string path,
        ListOptions options,
        RequestOptions requestOptions,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IHasId
    {
        // The caller's options stay as they are, so that a second enumeration starts at the same place.
        var next = options?.Copy() ?? new ListOptions();
        var isBackward = !string.IsNullOrEmpty(next.EndingBefore) && string.IsNullOrEmpty(next.StartingAfter);

        while (true)
        {
            var page = await GetAsync<StripeList<T>>(path, next, requestOptions, cancellationToken);
            if (isBackward)
                page.Reverse();
            foreach (var item in page)
                yield return item;

            if (!page.HasMore || page.Data.Count == 0)
                yield break;
            if (isBackward)
                next.EndingBefore = page.Data[^1].Id;
            else
                next.StartingAfter = page.Data[^1].Id;
        }
    }
}
