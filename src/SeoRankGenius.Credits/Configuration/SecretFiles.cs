using Microsoft.Extensions.Configuration;

namespace SeoRankGenius.Credits.Configuration;

/// <summary>
/// Reads secrets from files, as container platforms provide them: <c>Stripe:SecretKeyFile</c> names a file whose text
/// becomes <c>Stripe:SecretKey</c>.
/// </summary>
public static class SecretFiles
{
    private static readonly string[] Keys =
    [
        "ConnectionStrings:Credits", "Email:Password", "Stripe:PreviousWebhookSecret", "Stripe:SecretKey",
        "Stripe:WebhookSecret",
    ];

    /// <summary>
    /// Adds the secrets of all files that are configured. A file wins over the plain key. Throws
    /// <see cref="InvalidConfiguration"/> listing every file that cannot be read.
    /// </summary>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        var secrets = new Dictionary<string, string?>();
        var faults = new List<string>();
        foreach (var key in Keys)
            if (configuration[key + "File"] is { Length: > 0 } file)
                try
                {
                    secrets[key] = File.ReadAllText(file).Trim();
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                    faults.Add($"{key}File names a file that cannot be read: {fault.Message}");
                }

        if (faults.Count > 0)
            throw new InvalidConfiguration(faults);
        configuration.AddInMemoryCollection(secrets);
    }
}
