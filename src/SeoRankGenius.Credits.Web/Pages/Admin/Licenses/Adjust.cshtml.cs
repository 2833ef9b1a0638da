using SeoRankGenius.Credits.BackOffice;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Credits into or out of one pool, by hand.</summary>
public sealed class AdjustModel(LicenseFiles licenses, Correcting correcting, BackOfficeOptions settings)
    : CorrectionPage(licenses, correcting, settings, ApprovalKind.Adjustment);
