namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>Which ids an answer replaces by their objects.</summary>
internal sealed class Expansion
{
    private readonly HashSet<string> paths;

    private Expansion(IEnumerable<string> paths) => this.paths = [.. paths];

    public static Expansion None { get; } = new([]);

    /// <summary>Reads <c>expand[]</c>; refuses what leads to no id. A list's paths begin with <c>data.</c></summary>
    public static Expansion Read(FormFields fields, string[] expandable, bool isList = false)
    {
        var asked = fields.List("expand");
        var prefix = isList ? "data." : "";
        foreach (var path in asked)
            if (!expandable.Any(known => path == prefix + known))
                throw StripeFailure.Invalid("expand", $"This property cannot be expanded ({path}).");
        return new Expansion(asked.Select(path => path[prefix.Length..]));
    }

    /// <summary>Null when the property stays an id; else what is expanded below it.</summary>
    public Expansion? Into(string property)
    {
        var below = paths.Where(path => path.StartsWith(property + ".", StringComparison.Ordinal))
            .Select(path => path[(property.Length + 1)..])
            .ToList();
        return below.Count > 0 || paths.Contains(property) ? new Expansion(below) : null;
    }
}
