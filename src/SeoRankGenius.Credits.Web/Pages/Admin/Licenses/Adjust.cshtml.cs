using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Licenses;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Credits into or out of one pool, by hand.</summary>
public sealed class AdjustModel(LicenseQueries licenses, AdjustBalance correcting, BackOfficeOptions settings)
    : AdjustmentPage(licenses, correcting, settings, ApprovalKind.Adjustment);
