using Microsoft.AspNetCore.Http;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The fields of the checkout page, and their errors.</summary>
internal sealed record CardForm
{
    /// <summary>The test cards by their numbers.</summary>
    public static readonly IReadOnlyDictionary<string, TestCard> Cards =
        Enum.GetValues<TestCard>().Where(card => !card.IsBankDebit()).ToDictionary(card => card.Facts().Number);

    public string Email { get; init; } = "";
    public TestCard Way { get; init; }
    public string Number { get; init; } = "";
    public string Expiry { get; init; } = "";
    public string Cvc { get; init; } = "";

    /// <summary>A message for each field with an error.</summary>
    public Dictionary<string, string> Errors { get; init; } = [];

    /// <summary>An empty form, or one filled with a test card.</summary>
    public static CardForm Of(CheckoutSession session, string? fill) => new()
    {
        Email = session.KnownEmail ?? "",
        Number = fill ?? "",
        Expiry = fill is null ? "" : "12 / 34",
        Cvc = fill is null ? "" : "123",
    };

    public static CardForm Posted(IFormCollection form, CheckoutSession session, DateTimeOffset now)
    {
        var way = Enum.TryParse<TestCard>(form["way"], out var chosen) ? chosen : TestCard.Card;
        var posted = new CardForm
        {
            Email = session.KnownEmail ?? form["email"].ToString().Trim(),
            Way = way,
            Number = form["number"].ToString(),
            Expiry = form["expiry"].ToString(),
            Cvc = form["cvc"].ToString(),
        };
        if (!FormFields.IsEmail(posted.Email))
            posted.Errors["email"] = "Enter an email address like name@example.com.";
        return session.IsFree || way.IsBankDebit() ? posted : posted.CheckCard(now);
    }

    private CardForm CheckCard(DateTimeOffset now)
    {
        var digits = Digits(Number);
        if (digits.Length < 13)
            Errors["number"] = "Your card number is incomplete.";
        else if (!Cards.Keys.Any(known => Digits(known) == digits))
            Errors["number"] = "The sandbox accepts its test cards only.";
        var invariant = CultureInfo.InvariantCulture;
        if (!DateTime.TryParseExact(Digits(Expiry), "MMyy", invariant, DateTimeStyles.None, out var month))
            Errors["expiry"] = "Enter month and year, like 12 / 34.";
        else if (month.AddMonths(1) <= now.UtcDateTime)
            Errors["expiry"] = "Your card has expired.";
        if (Digits(Cvc).Length is not (3 or 4))
            Errors["cvc"] = "Enter the 3 digits on the back.";
        return this with { Way = Cards.FirstOrDefault(known => Digits(known.Key) == digits).Value };
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
