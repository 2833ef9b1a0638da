using System.Text.Json.Serialization;

namespace Stripe;

// What FormEncoder sends as nested names, property by property.
public interface INestedOptions;

public class BaseOptions : INestedOptions
{
    public List<string> Expand { get; set; }

    public void AddExpand(string value) => (Expand ??= []).Add(value);
}

public class ListOptions : BaseOptions
{
    public long? Limit { get; set; }

    public string StartingAfter { get; set; }

    public string EndingBefore { get; set; }

    internal ListOptions Copy() => (ListOptions)MemberwiseClone();
}

public class DateRangeOptions : INestedOptions
{
    [JsonPropertyName("gt")]
    public DateTime? GreaterThan { get; set; }

    [JsonPropertyName("gte")]
    public DateTime? GreaterThanOrEqual { get; set; }

    [JsonPropertyName("lt")]
    public DateTime? LessThan { get; set; }

    [JsonPropertyName("lte")]
    public DateTime? LessThanOrEqual { get; set; }
}
