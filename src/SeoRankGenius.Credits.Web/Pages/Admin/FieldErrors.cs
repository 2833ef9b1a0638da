using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SeoRankGenius.Credits.Web.Pages.Admin;

/// <summary>Puts an operation's refusal beside the fields of a form.</summary>
public static class FieldErrors
{
    /// <summary>
    /// Marks the faulty fields of <paramref name="form"/>; what names no field stands at <paramref name="field"/>.
    /// </summary>
    public static void Mark(this ModelStateDictionary state, Refusal no, string form, string field)
    {
        if (no.Facts.GetValueOrDefault("errors") is not Dictionary<string, string[]> errors)
            state.AddModelError($"{form}.{field}", no.Message);
        else
            foreach (var (name, sentences) in errors)
                foreach (var sentence in sentences)
                    state.AddModelError($"{form}.{name}", sentence);
    }

    /// <summary><c>true</c> for <c>aria-invalid</c>, null for a field that is well.</summary>
    public static string? Invalid(this ModelStateDictionary state, string field) =>
        state.GetFieldValidationState(field) == ModelValidationState.Invalid ? "true" : null;
}
