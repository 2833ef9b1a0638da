using FluentValidation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SeoRankGenius.Credits.Configuration;

/// <summary>Options that are checked before the app serves or runs a command. Every fault is listed at once.</summary>
public static class CheckedOptions
{
    /// <summary>
    /// Registers <typeparamref name="T"/>, bound to a section of the configuration and checked by
    /// <typeparamref name="TRules"/>; an operation takes it as a parameter.
    /// </summary>
    /// <returns>The options as they are now, unchecked, for what registration itself depends on.</returns>
    public static T AddCheckedOptions<T, TRules>(this IServiceCollection services, IConfiguration section)
        where T : class, new()
        where TRules : class, IValidator<T>
    {
        services.AddOptions<T>().Configure(options => OptionsBinder.Bind(section, options, [])).ValidateOnStart();
        services.AddSingleton<TRules>();
        services.AddSingleton<IValidateOptions<T>>(
            provider => new Check<T>(section, provider.GetRequiredService<TRules>()));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
        var now = new T();
        OptionsBinder.Bind(section, now, []);
        return now;
    }

    /// <summary>Checks all registered options. Throws <see cref="InvalidConfiguration"/> with every fault.</summary>
    public static void CheckOptions(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException bad)
        {
            throw new InvalidConfiguration([.. bad.Failures]);
        }
        catch (AggregateException all)
        {
            throw new InvalidConfiguration(
                [.. all.InnerExceptions.Cast<OptionsValidationException>().SelectMany(bad => bad.Failures).Distinct()]);
        }
    }

    private sealed class Check<T>(IConfiguration section, IValidator<T> rules) : IValidateOptions<T>
        where T : class, new()
    {
        private readonly string _prefix = section is IConfigurationSection { Path: var path } ? path + ":" : "";

        public ValidateOptionsResult Validate(string? name, T options)
        {
            var faults = new List<string>();
            OptionsBinder.Bind(section, new T(), faults);
            // A value that does not convert may break rules of its key or its list as well; one fault says enough.
            var keys = faults.ConvertAll(fault => fault[..fault.IndexOf(' ', StringComparison.Ordinal)]);
            faults.AddRange(rules.Validate(options).Errors
                .Select(error => (Key: _prefix + Key(error.PropertyName), error.ErrorMessage))
                .Where(error => !keys.Exists(key => key.StartsWith(error.Key, StringComparison.Ordinal)))
                .Select(error => $"{error.Key} {error.ErrorMessage}"));
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }

        // FluentValidation writes Packs[0].Code, the configuration Packs:0:Code.
        private static string Key(string property) =>
            property.Replace("[", ":", StringComparison.Ordinal).Replace("].", ":", StringComparison.Ordinal);
    }
}

/// <summary>The app cannot start as it is configured. Lists every fault, each naming its key.</summary>
public sealed class InvalidConfiguration(IReadOnlyList<string> faults)
    : Exception("The configuration has faults:" + string.Concat(faults.Select(fault => "\n  - " + fault)))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
