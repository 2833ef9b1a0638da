using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Licenses;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Credits from one pool of a license to another: the wrong one was bought.</summary>
public sealed class MoveModel(LicenseQueries licenses, AdjustBalance correcting, BackOfficeOptions settings)
    : AdjustmentPage(licenses, correcting, settings, ApprovalKind.Transfer);
