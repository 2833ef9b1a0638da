using System.Reflection;
using Stripe;

namespace SeoRankGenius.Credits.Tests.Substitutes;

/// <summary>
/// The Stripe.net substitute has exactly the members listed in <c>stripe-surface.txt</c>, each written as the real
/// package writes it. A change of the list is a change of what the product needs from Stripe.net.
/// </summary>
public sealed class StripeSurfaceTests
{
    [SkippableFact]
    public void The_substitute_has_exactly_the_listed_members()
    {
        var assembly = typeof(StripeClient).Assembly;
        Skip.If(assembly.GetName().GetPublicKeyToken() is { Length: > 0 }, "This build uses the real Stripe.net.");

        Assert.Equal(Listed(), StripeSurface.Of(assembly));
    }

    private static string[] Listed()
    {
        using var list = Assembly.GetExecutingAssembly().GetManifestResourceStream("stripe-surface.txt")!;
        using var reader = new StreamReader(list);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
