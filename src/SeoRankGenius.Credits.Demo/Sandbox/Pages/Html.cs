using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>Markup from interpolated strings: what is put in is encoded, unless it is Html itself.</summary>
[InterpolatedStringHandler]
internal readonly struct Html
{
    private readonly StringBuilder text;

    public Html(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + 16 * formattedCount);

    public static Html Empty => Of($"");

    public static Html Of(Html html) => html;

    public void AppendLiteral(string markup) => text.Append(markup);

    public void AppendFormatted(string? value) => text.Append(HtmlEncoder.Default.Encode(value ?? ""));

    public void AppendFormatted(long value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Html html) => text.Append(html.text);

    public void AppendFormatted(IEnumerable<Html> many)
    {
        foreach (var html in many)
            text.Append(html.text);
    }

    public override string ToString() => text.ToString();
}
