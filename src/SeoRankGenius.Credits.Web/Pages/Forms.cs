using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>
/// Validation of forms: a page checks its input with its own rules, then calls an operation, whose refusal goes to the
/// same fields.
/// </summary>
public static class Forms
{
    /// <summary>Adds every error of a page's <c>Input</c>, by field. False when there is one.</summary>
    public static bool Check<T>(this ModelStateDictionary state, T input, IValidator<T> rules)
    {
        rules.Validate(input).AddToModelState(state, "Input");
        return state.IsValid;
    }

    /// <summary>
    /// Adds an operation's refusal: its errors by field, below <paramref name="prefix"/>; else its sentence at
    /// <paramref name="field"/>, or above the form.
    /// </summary>
    public static void AddRefusal(
        this ModelStateDictionary state, Refusal refusal, string prefix = "", string field = "")
    {
        var fields = refusal.Facts.GetValueOrDefault("errors") as Dictionary<string, string[]>
            ?? new() { [field] = [refusal.Message] };
        foreach (var (name, sentences) in fields)
            foreach (var sentence in sentences)
                state.AddModelError(name.Length == 0 ? "" : ModelNames.CreatePropertyModelName(prefix, name), sentence);
    }

    /// <summary>
    /// Runs an operation for a form that is valid so far. What it refuses goes to the form: the refusal's own fields,
    /// else <paramref name="field"/>; so does an unavailable dependency, with <paramref name="advice"/>. A refusal of
    /// something that does not exist stays the page's answer (404).
    /// </summary>
    /// <returns>True when the operation was done.</returns>
    public static async Task<bool> TryAsync(
        this PageModel page, Func<Task> operation, string field = "", string advice = "")
    {
        if (!page.ModelState.IsValid)
            return false;
        try
        {
            await operation();
            return true;
        }
        catch (Refusal refusal) when (refusal.Code != RefusalCode.NotFound)
        {
            page.ModelState.AddRefusal(refusal, "Input", field);
        }
        catch (DependencyUnavailable failure)
        {
            page.ModelState.AddModelError(
                field.Length == 0 ? "" : $"Input.{field}", $"{failure.Message} {advice}".TrimEnd());
        }

        return false;
    }

    /// <summary>Adds the errors of Identity above the form. False when there is one.</summary>
    public static bool Check(this ModelStateDictionary state, IdentityResult result)
    {
        foreach (var error in result.Errors)
            state.AddModelError("", error.Description);
        return result.Succeeded;
    }

    /// <summary>A new password of at most 256 characters; Identity's validators check the rest.</summary>
    public static IRuleBuilderOptions<T, string?> Password<T>(this IRuleBuilder<T, string?> rule) => rule
        .NotEmpty().WithMessage("Enter a password.")
        .MaximumLength(256).WithMessage("Enter a password of at most 256 characters.");

    /// <summary>An e-mail address of at most 256 characters.</summary>
    /// <param name="rule">The field's rule.</param>
    /// <param name="name">What to enter: <c>your e-mail address</c>.</param>
    public static IRuleBuilderOptions<T, string?> Email<T>(this IRuleBuilder<T, string?> rule, string name) => rule
        .NotEmpty().WithMessage($"Enter {name}.")
        .EmailAddress().WithMessage("Enter a valid e-mail address, such as name@example.com.")
        .Must(text => text?.Trim().Any(char.IsWhiteSpace) != true)
        .WithMessage("Enter a valid e-mail address, such as name@example.com.")
        .MaximumLength(256).WithMessage("Enter an e-mail address of at most 256 characters.");

    /// <summary>An explanation of 5 to 300 characters.</summary>
    public static IRuleBuilderOptions<T, string?> Explanation<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => text?.Trim().Length is >= 5 and <= 300)
        .WithMessage("Enter an explanation of 5 to 300 characters.");

    /// <summary>The value of <c>aria-invalid</c>: <c>true</c>, or null for a valid field.</summary>
    public static string? Invalid(this ModelStateDictionary state, string field) =>
        state.GetFieldValidationState(field) == ModelValidationState.Invalid ? "true" : null;
}
