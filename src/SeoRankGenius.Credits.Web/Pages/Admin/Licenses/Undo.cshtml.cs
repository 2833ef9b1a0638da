namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Reverses an earlier adjustment.</summary>
public sealed class UndoModel(LicenseQueries licenses, AdjustBalance adjustments, BackOfficeOptions settings)
    : AdjustmentPage(licenses, adjustments, settings, ApprovalKind.Undo)
{
    private readonly AdjustBalance _adjustments = adjustments;

    /// <summary>The adjustment's transaction.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Transaction { get; set; }

    /// <summary>The changes that undoing it would make now.</summary>
    public IReadOnlyList<PoolChange> Changes { get; private set; } = [];

    /// <summary>Why it can't be undone; null when it can.</summary>
    public string? Impossible { get; private set; }

    protected override Guid? ReversesId => Transaction;

    protected override async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (!await base.FindAsync(id, cancellation))
            return false;
        try
        {
            Changes = await _adjustments.ContraryAsync(id, Transaction);
        }
        catch (Refusal refusal) when (refusal.Code == RefusalCode.AlreadyUndone)
        {
            Impossible = refusal.Message;
        }

        return true;
    }
}
