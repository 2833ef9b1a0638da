namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>One effect for each key: the first answer is repeated for 24 hours.</summary>
internal sealed class Idempotency(Store store)
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly HashSet<string> inUse = [];

    /// <summary>
    /// The stored answer, or null; then the caller holds the key until <see cref="Release"/>. Refuses a key that
    /// another request is using (409) and one that came with another path or other parameters (400).
    /// </summary>
    public RememberedAnswer? Claim(string key, string endpoint, string parameters)
    {
        if (key.Length > 255)
            throw StripeError.Invalid(null, "Idempotency keys can have up to 255 characters.");
        lock (gate)
        {
            if (inUse.Contains(key))
                throw InUse(key);
            var first = store.Read(state => state.Answers.Find(a => a.Key == key && store.Now - a.At < Retention));
            if (first is null)
                inUse.Add(key);
            else
                RefuseOther(first, endpoint, parameters);
            return first;
        }
    }

    public void Remember(RememberedAnswer answer) => store.Change(state =>
    {
        state.Answers.RemoveAll(a => store.Now - a.At >= Retention);
        state.Answers.Add(answer);
    });

    public void Release(string key)
    {
        lock (gate)
            inUse.Remove(key);
    }

    private static StripeError InUse(string key) => new(409, "idempotency_error", "There is currently another " +
        "in-progress request using this Idempotent Key (that probably means you submitted twice, and the other " +
        $"request is still going through): {key}. Please try again later.") { Code = "idempotency_key_in_use" };

    private static void RefuseOther(RememberedAnswer first, string endpoint, string parameters)
    {
        var only = first.Endpoint != endpoint
            ? $"for the same endpoint they were first used for ('{first.Endpoint}' vs '{endpoint}')"
            : "with the same parameters they were first used with";
        if (first.Endpoint != endpoint || first.Parameters != parameters)
            throw new StripeError(400, "idempotency_error", "Keys for idempotent requests can only be used " +
                $"{only}. Try using a key other than '{first.Key}' if you meant to execute a different request.");
    }
}
