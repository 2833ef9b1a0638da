using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>What a copy of the database tells.</summary>
public sealed class KeysAtRestTests : AppTests, IDisposable
{
    private const string Password = "of-the-file";

    private readonly string _folder = Directory.CreateTempSubdirectory("credits-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_certificate_encrypts_the_data_protection_keys()
    {
        var app = await SampleAppAsync(("Keys:Certificate", Certificate()), ("Keys:Password", Password));

        var keys = await app.World.ReadAsync(db => Task.FromResult(
            string.Concat(db.DataProtectionKeys.Select(key => key.Xml).AsEnumerable())));

        Assert.Contains("EncryptedData", keys, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", keys, StringComparison.Ordinal);
        (await app.SignInAsync(SampleData.Owner)).Dispose();
    }

    [Fact]
    public async Task The_key_of_an_authenticator_app_is_encrypted()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var (key, _) = await app.SetUpAsync(admin);

        var stored = await app.World.ReadAsync(db => Task.FromResult(
            string.Concat(db.UserTokens.Select(token => token.Value).AsEnumerable())));
        Assert.DoesNotContain(key, stored, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Only_the_apps_user_reads_the_databases_files()
    {
        var app = await SampleAppAsync();
        var file = ((SqliteFile)app.World.Database).Path;

        // Windows has no file modes.
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private string Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=credits", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        var file = Path.Combine(_folder, "keys.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, Password));
        return file;
    }
}
