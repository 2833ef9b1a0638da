namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Moves credits from one pool of a license to another.</summary>
public sealed class MoveModel(LicenseQueries licenses, AdjustBalance adjustments, BackOfficeOptions settings)
    : AdjustmentPage(licenses, adjustments, settings, ApprovalKind.Transfer);
