using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Data;

/// <summary>A key that signs cookies and form tokens. Kept here so that every instance has the same ones.</summary>
public sealed class DataProtectionKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; init; } = "";

    public string Xml { get; init; } = "";
}

/// <summary>Keeps data protection keys in the product's database.</summary>
public sealed class DataProtectionKeys(IServiceScopeFactory scopes, Writer writer) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        return [.. db.DataProtectionKeys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    // The interface is synchronous; it is called once in ninety days.
    public void StoreElement(XElement element, string friendlyName) =>
        writer.RunAsync(async db =>
        {
            db.DataProtectionKeys.Add(new DataProtectionKey
            {
                Name = friendlyName,
                Xml = element.ToString(SaveOptions.DisableFormatting),
            });
            await db.SaveChangesAsync();
        }).GetAwaiter().GetResult();
}
