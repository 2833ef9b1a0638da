namespace SeoRankGenius.Credits;

/// <summary>One result of the command <c>check</c>.</summary>
/// <param name="IsGood">False when someone has to act.</param>
/// <param name="Subject">What was checked, one word or two.</param>
/// <param name="Sentence">What was found and, when it is not good, what to do.</param>
public sealed record SetupFinding(bool IsGood, string Subject, string Sentence)
{
    public static SetupFinding Good(string subject, string sentence) => new(true, subject, sentence);

    public static SetupFinding Bad(string subject, string sentence) => new(false, subject, sentence);
}
