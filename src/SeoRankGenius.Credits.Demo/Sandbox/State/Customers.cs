using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.State;

/// <summary>Someone whom the shop knows, with the payment methods that were saved for them.</summary>
internal sealed record Customer
{
    public required string Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? Email { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public Dictionary<string, string> Metadata { get; set; } = [];

    /// <summary>What their invoices are charged to; one of their own payment methods.</summary>
    public string? DefaultPaymentMethodId { get; set; }
}

/// <summary>A card or bank account that paid, or tried to.</summary>
internal sealed record PaymentMethod
{
    public required string Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Which of the test cards it is: that decides what becomes of later charges.</summary>
    public required TestCard Card { get; init; }

    /// <summary>Whose it is, once it was saved for later; null before.</summary>
    public string? CustomerId { get; set; }

    public string? Email { get; init; }

    /// <summary>card, us_bank_account.</summary>
    [JsonIgnore]
    public string Type => Card is TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails
        ? "us_bank_account"
        : "card";

    [JsonIgnore]
    public string Last4 => Card switch
    {
        TestCard.Declined => "0002",
        TestCard.DeclinesLater => "0341",
        TestCard.AsksLater => "3184",
        TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails => "6789",
        _ => "4242",
    };
}
