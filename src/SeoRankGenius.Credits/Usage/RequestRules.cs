namespace SeoRankGenius.Credits.Usage;

/// <summary>
/// Collects a request's errors by field, spelled as in the API contract, and refuses it once with all of them.
/// </summary>
internal sealed class RequestRules(PriceList catalog)
{
    private const int LongestKey = 255, LongestReference = 200;

    private const string KeyField = "idempotencyKey";

    private readonly Dictionary<string, string[]> _errors = [];

    public RequestRules Key(string key) =>
        Require(
            key.Length is > 0 and <= LongestKey && key.All(letter => letter is > ' ' and <= '~'),
            KeyField, "An idempotency key has 1 to 255 visible ASCII characters and no space.");

    public RequestRules Reference(string? reference) =>
        Require(
            // In characters as JSON Schema counts them: an emoji is one, though two in UTF-16.
            (reference is null || reference.EnumerateRunes().Count() <= LongestReference)
                && reference?.Any(char.IsControl) is not true,
            "reference", "A reference has at most 200 characters, and no control characters.");

    /// <summary>The feature exists, and its range covers the credits of one action, if given.</summary>
    public RequestRules Feature(string code, long? credits = null)
    {
        var feature = catalog.Features.FirstOrDefault(known => known.Code == code);
        Require(feature is not null, "feature", "There is no such feature. GET /api/v1/features lists them.");
        return feature is null || credits is null
            ? this
            : Require(
                credits >= feature.MinCredits && credits <= feature.MaxCredits,
                "credits",
                $"{feature.Name} costs {feature.MinCredits} to {feature.MaxCredits} credits an action.");
    }

    public RequestRules Between(long value, long least, long most, string field, string sentence) =>
        Require(value >= least && value <= most, field, sentence);

    /// <summary>
    /// There are errors, but the key is well formed: the request may have been answered before the catalog changed.
    /// </summary>
    public bool MayBeReplay => _errors.Count > 0 && !_errors.ContainsKey(KeyField);

    /// <summary>Refuses with <see cref="RefusalCode.InvalidRequest"/> if there are errors.</summary>
    public void Enforce()
    {
        if (_errors.Count > 0)
            throw new Refusal(RefusalCode.InvalidRequest, "The request has faults; see errors.")
                .With("errors", _errors);
    }

    private RequestRules Require(bool holds, string field, string sentence)
    {
        if (!holds)
            _errors[field] = [sentence];
        return this;
    }
}
