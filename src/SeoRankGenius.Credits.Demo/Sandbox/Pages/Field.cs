namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>A form field and the message beside it, tied together for those who hear the page.</summary>
internal static class Field
{
    public static Html Text(string id, string label, string value, string? error, Html attributes) => $"""
        <div class="field"><label for="{id}">{label}</label>
        <input id="{id}" name="{id}" value="{value}" {attributes} {Described(id, error)}>
        {Message(id, error)}</div>
        """;

    public static Html Described(string id, string? error) => error is null
        ? Html.Empty
        : Html.Of($"""aria-invalid="true" aria-describedby="{id}-error" autofocus""");

    public static Html Message(string id, string? error) => error is null
        ? Html.Empty
        : Html.Of($"""<p class="error" id="{id}-error">{error}</p>""");
}
