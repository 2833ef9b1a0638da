namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Adds credits to one pool or removes some.</summary>
public sealed class AdjustModel(LicenseQueries licenses, AdjustBalance adjustments, BackOfficeOptions settings)
    : AdjustmentPage(licenses, adjustments, settings, ApprovalKind.Adjustment);
