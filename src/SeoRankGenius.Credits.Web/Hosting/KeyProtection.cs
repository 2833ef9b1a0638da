using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;

namespace SeoRankGenius.Credits.Web.Hosting;

/// <summary>How the data protection keys in the database are encrypted: <c>Keys:…</c>.</summary>
public sealed class KeyOptions
{
    /// <summary>A PKCS #12 file with a certificate and its private key.</summary>
    public string? Certificate { get; set; }

    /// <summary>The file's password.</summary>
    public string? Password { get; set; }

    /// <summary>The certificate before, with the same password, until its keys have expired (90 days).</summary>
    public string? PreviousCertificate { get; set; }

    /// <summary>Allows keys without encryption outside Development.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>The certificate of a file; null when it cannot be read.</summary>
    internal X509Certificate2? Load(string? file)
    {
        try
        {
            return file is null ? null : X509CertificateLoader.LoadPkcs12FromFile(file, Password);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

public sealed class KeyRules : AbstractValidator<KeyOptions>
{
    public KeyRules(IHostEnvironment environment)
    {
        RuleFor(keys => keys.Certificate).NotEmpty()
            .When(keys => !environment.IsDevelopment() && !keys.AllowUnencrypted)
            .WithMessage("is missing. Set it to a PKCS #12 file, or set Keys:AllowUnencrypted to true.");
        RuleFor(keys => keys.Certificate).Must((keys, file) => keys.Load(file) is not null)
            .When(keys => !string.IsNullOrEmpty(keys.Certificate))
            .WithMessage("cannot be read. Check the file and Keys:Password.");
    }
}

internal static class KeyProtection
{
    /// <summary>
    /// Data protection keys in the database, so that every instance accepts every session, encrypted by a certificate
    /// outside of it.
    /// </summary>
    public static void AddKeys(this WebApplicationBuilder builder)
    {
        var keys = builder.Services.AddCheckedOptions<KeyOptions, KeyRules>(builder.Configuration.GetSection("Keys"));
        // One pass over each cookie; the default takes two.
        var protection = builder.Services.AddDataProtection().SetApplicationName("SeoRankGenius.Credits")
            .PersistKeysToDbContext<CreditsDb>()
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration
            {
                EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM,
            });
        if (keys.Load(keys.Certificate) is { } certificate)
            protection.ProtectKeysWithCertificate(certificate);
        if (keys.Load(keys.PreviousCertificate) is { } previous)
            protection.UnprotectKeysWithAnyCertificate(previous);
    }
}
