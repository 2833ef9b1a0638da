using Microsoft.AspNetCore.Mvc;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Licenses;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>The contrary of an earlier adjustment, which it names.</summary>
public sealed class UndoModel(LicenseQueries licenses, AdjustBalance correcting, BackOfficeOptions settings)
    : AdjustmentPage(licenses, correcting, settings, ApprovalKind.Undo)
{
    private readonly AdjustBalance _correcting = correcting;

    /// <summary>The adjustment's transaction.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Transaction { get; set; }

    /// <summary>What undoing it would do now.</summary>
    public IReadOnlyList<PoolChange> Changes { get; private set; } = [];

    /// <summary>Why it cannot be undone; null when it can.</summary>
    public string? Impossible { get; private set; }

    protected override Guid? ReversesId => Transaction;

    protected override async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (!await base.FindAsync(id, cancellation))
            return false;
        try
        {
            Changes = await _correcting.ContraryAsync(id, Transaction);
        }
        catch (Refusal no) when (no.Code == RefusalCode.AlreadyUndone)
        {
            Impossible = no.Message;
        }

        return true;
    }
}
