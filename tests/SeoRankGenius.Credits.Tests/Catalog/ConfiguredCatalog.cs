using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Configuration;

namespace SeoRankGenius.Credits.Tests.Catalog;

internal static class ConfiguredCatalog
{
    /// <summary>Services with a catalog as these settings describe it; checked once it is asked for.</summary>
    public static ServiceProvider Of(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddCheckedOptions<PriceList, CatalogRules>(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Catalog"));
        return services.BuildServiceProvider();
    }
}
