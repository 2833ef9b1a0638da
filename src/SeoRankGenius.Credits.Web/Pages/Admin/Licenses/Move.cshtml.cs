using SeoRankGenius.Credits.BackOffice;

namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>Credits from one pool of a license to another: the wrong one was bought.</summary>
public sealed class MoveModel(LicenseFiles licenses, Correcting correcting, BackOfficeOptions settings)
    : CorrectionPage(licenses, correcting, settings, ApprovalKind.Transfer);
