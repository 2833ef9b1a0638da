using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>Cookies and form tokens are protected with keys that all instances share.</summary>
public sealed class DataProtectionTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_key_is_created_at_start(Provider on)
    {
        var app = await AppAsync(on);

        Assert.Equal(1, await KeysAsync(app));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_second_instance_creates_no_key(Provider on)
    {
        var app = await AppAsync(on);
        await using var another = app.AnotherInstance();

        Assert.Equal(1, await KeysAsync(app));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_instance_reads_what_another_has_protected(Provider on)
    {
        var app = await AppAsync(on);
        await using var another = app.AnotherInstance();

        var text = Protector(app).Protect("northwind-agency.example");

        Assert.Equal("northwind-agency.example", Protector(another).Unprotect(text));
    }

    private static Task<int> KeysAsync(App app) => app.World.ReadAsync(db => db.DataProtectionKeys.CountAsync());

    private static IDataProtector Protector(App app) => app.Get<IDataProtectionProvider>().CreateProtector("test");
}
