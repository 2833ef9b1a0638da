using System.Collections.Frozen;
using System.Reflection;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// Refuses passwords that are guessed first: the 10,000 most common ones, also with digits or signs around them or
/// repeated, and those made of the account's own name. No rule on kinds of characters.
/// </summary>
public sealed class CommonPasswords : IPasswordValidator<User>
{
    private const string Resource = "SeoRankGenius.Credits.Web.Identity.common-passwords.txt";
    private const int ShortestName = 4, ShortestRest = 8;

    private static readonly FrozenSet<string> Known = Read().ToFrozenSet(StringComparer.Ordinal);

    private static readonly IdentityError Common = new()
    {
        Code = "CommonPassword",
        Description = "This password is too easy to guess. Use several words that are not a saying or a name.",
    };

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(IsCommon(password ?? "", user.Email ?? "")
            ? IdentityResult.Failed(Common)
            : IdentityResult.Success);

    /// <summary>Whether a password is guessed first for this account.</summary>
    public static bool IsCommon(string password, string email)
    {
        var text = password.ToLowerInvariant();
        var unit = text[..Period(text)];
        var core = unit.Trim([.. unit.Where(letter => !char.IsLetter(letter))]);
        return Known.Contains(text) || Known.Contains(unit) || Known.Contains(core) || unit.Length <= 3
            || Names(email).Any(name => text.Contains(name, StringComparison.Ordinal)
                && text.Replace(name, "", StringComparison.Ordinal).Length < ShortestRest);
    }

    private static IEnumerable<string> Names(string email) =>
        email.ToLowerInvariant().Split('@') is [var name, var domain]
        ? domain.Split('.').Append(name).Append("seorankgenius").Where(part => part.Length >= ShortestName)
        : [];

    // The length of the shortest text whose repetition this is.
    private static int Period(string text) => Enumerable.Range(1, Math.Max(1, text.Length)).First(length =>
        length >= text.Length || Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length]));

    private static IEnumerable<string> Read()
    {
        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!);
        while (file.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                yield return line;
    }
}
