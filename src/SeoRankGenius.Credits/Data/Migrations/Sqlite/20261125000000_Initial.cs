using System;
using Microsoft.EntityFrameworkCore.Migrations;
using SeoRankGenius.Credits.Data.Triggers;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace SeoRankGenius.Credits.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ActivationCounts",
                columns: table => new
                {
                    Network = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    Minute = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Attempts = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivationCounts", x => new { x.Network, x.Minute });
                });

            migrationBuilder.CreateTable(
                name: "AspNetRoles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetRoles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AdminSince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HealthProbes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HealthProbes", x => x.Id);
                    table.CheckConstraint("CK_HealthProbes_Id", "\"Id\" = 1");
                });

            migrationBuilder.CreateTable(
                name: "LedgerChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Entries = table.Column<long>(type: "INTEGER", nullable: false),
                    Discrepancies = table.Column<int>(type: "INTEGER", nullable: false),
                    First = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerChecks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerTransactions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ReversesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerTransactions", x => x.Id);
                    table.CheckConstraint("CK_LedgerTransactions_Kind", "\"Kind\" IN ('Grant', 'Purchase', 'Spend', 'HoldPlaced', 'HoldReturned', 'SpendReturned', 'Adjustment', 'Refund', 'Dispute', 'Reinstatement', 'Transfer')");
                    table.ForeignKey(
                        name: "FK_LedgerTransactions_LedgerTransactions_ReversesId",
                        column: x => x.ReversesId,
                        principalTable: "LedgerTransactions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutboxMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    LinkPath = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    StopSiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsSecret = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxMails", x => x.Id);
                    table.CheckConstraint("CK_OutboxMails_Attempts", "\"Attempts\" >= 0");
                    table.CheckConstraint("CK_OutboxMails_Sent", "\"SentAt\" IS NULL OR \"DueAt\" IS NULL");
                });

            migrationBuilder.CreateTable(
                name: "PassLeases",
                columns: table => new
                {
                    Pass = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HolderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PassLeases", x => x.Pass);
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    IpAddress = table.Column<string>(type: "TEXT", maxLength: 45, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlanPrices",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Plan = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanPrices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReconciliationReports",
                columns: table => new
                {
                    Day = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Payments = table.Column<int>(type: "INTEGER", nullable: false),
                    Paid = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Differences = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationReports", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "Resolutions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Resolutions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SignInCounters",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BlockedUntil = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInCounters", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "AspNetRoleClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetRoleClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetRoleClaims_AspNetRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AspNetRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AdminInvitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    InvitedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    InvitedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    InvitedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsApproved = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdminInvitations", x => x.Id);
                    table.CheckConstraint("CK_AdminInvitations_TwoPeople", "\"IsApproved\" = 0 OR (\"DecidedById\" IS NOT NULL AND \"DecidedById\" <> \"InvitedById\")");
                    table.ForeignKey(
                        name: "FK_AdminInvitations_AspNetUsers_DecidedById",
                        column: x => x.DecidedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AdminInvitations_AspNetUsers_InvitedById",
                        column: x => x.InvitedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserRoles",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoleId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserRoles", x => new { x.UserId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AspNetRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Licenses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    KeyHint = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Plan = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ResumesAs = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    TrialEndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SiteLimit = table.Column<int>(type: "INTEGER", nullable: true),
                    StripeCustomerId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Licenses", x => x.Id);
                    table.CheckConstraint("CK_Licenses_ResumesAs", "\"ResumesAs\" IS NULL\nOR (\"Status\" = 'Suspended' AND \"ResumesAs\" IN ('Active', 'Trialing', 'PastDue', 'Canceled'))");
                    table.CheckConstraint("CK_Licenses_SiteLimit", "\"SiteLimit\" >= 1");
                    table.CheckConstraint("CK_Licenses_Status", "\"Status\" IN ('Active', 'Trialing', 'PastDue', 'Canceled', 'Suspended')");
                    table.ForeignKey(
                        name: "FK_Licenses_AspNetUsers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SignInRecords",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInRecords", x => x.Number);
                    table.CheckConstraint("CK_SignInRecords_Outcome", "\"Outcome\" IN ('SignedIn', 'WrongPassword', 'WrongCode', 'UnknownAddress', 'TooManyAttempts', 'LaunchLinkOpened')");
                    table.ForeignKey(
                        name: "FK_SignInRecords_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditRecords",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AboutId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditRecords", x => x.Number);
                    table.ForeignKey(
                        name: "FK_AuditRecords_People_AboutId",
                        column: x => x.AboutId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AuditRecords_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Members",
                columns: table => new
                {
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    InvitedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CodeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    JoinedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Members", x => new { x.LicenseId, x.UserId });
                    table.CheckConstraint("CK_Members_Code", "(\"JoinedAt\" IS NULL AND \"CodeHash\" IS NOT NULL) OR (\"JoinedAt\" IS NOT NULL AND \"CodeHash\" IS NULL)");
                    table.CheckConstraint("CK_Members_Role", "\"Role\" IN ('Billing', 'Manager', 'Viewer')");
                    table.ForeignKey(
                        name: "FK_Members_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Members_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SingleAdminChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AdminId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Credits = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SingleAdminChanges", x => x.Id);
                    table.CheckConstraint("CK_SingleAdminChanges_Credits", "\"Credits\" >= 0");
                    table.ForeignKey(
                        name: "FK_SingleAdminChanges_AspNetUsers_AdminId",
                        column: x => x.AdminId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SingleAdminChanges_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sites",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Domain = table.Column<string>(type: "TEXT", maxLength: 253, nullable: false),
                    IsTest = table.Column<bool>(type: "INTEGER", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    TokenUsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ActivatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Activations = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    NeedsConfirmation = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreditsGoTo = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sites", x => x.Id);
                    table.UniqueConstraint("AK_Sites_Id_IsTest", x => new { x.Id, x.IsTest });
                    table.ForeignKey(
                        name: "FK_Sites_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionOrders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BuyerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    StripePriceId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    TrialDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    StripeSessionId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionOrders", x => x.Id);
                    table.CheckConstraint("CK_SubscriptionOrders_PriceMinor", "\"PriceMinor\" > 0");
                    table.CheckConstraint("CK_SubscriptionOrders_Status", "\"Status\" IN ('Open', 'Failed', 'Completed')");
                    table.CheckConstraint("CK_SubscriptionOrders_TrialDays", "\"TrialDays\" >= 0");
                    table.ForeignKey(
                        name: "FK_SubscriptionOrders_AspNetUsers_BuyerId",
                        column: x => x.BuyerId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SubscriptionOrders_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StripePriceId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PeriodEndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TrialEndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => x.Id);
                    table.CheckConstraint("CK_Subscriptions_Status", "\"Status\" IN ('Incomplete', 'Trialing', 'Active', 'PastDue', 'Unpaid', 'Paused', 'Uncollected', 'IncompleteExpired', 'Canceled')");
                    table.ForeignKey(
                        name: "FK_Subscriptions_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WebhookEndpoints",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    SealedSecret = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    OldSealedSecret = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    OldSecretUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DisabledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RetryAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookEndpoints", x => x.Id);
                    table.CheckConstraint("CK_WebhookEndpoints_OldSecret", "(\"OldSealedSecret\" IS NULL AND \"OldSecretUntil\" IS NULL)\nOR (\"OldSealedSecret\" IS NOT NULL AND \"OldSecretUntil\" IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_WebhookEndpoints_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Feature = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Domain = table.Column<long>(type: "INTEGER", nullable: false),
                    Shared = table.Column<long>(type: "INTEGER", nullable: false),
                    Captured = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Holds", x => x.Id);
                    table.CheckConstraint("CK_Holds_Captured", "\"Captured\" >= 0 AND \"Captured\" <= \"Domain\" + \"Shared\"");
                    table.CheckConstraint("CK_Holds_Held", "\"Domain\" >= 0 AND \"Shared\" >= 0 AND \"Domain\" + \"Shared\" > 0");
                    table.CheckConstraint("CK_Holds_Status", "\"Status\" IN ('Open', 'Captured', 'Released', 'Expired')");
                    table.ForeignKey(
                        name: "FK_Holds_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Holds_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyRecords",
                columns: table => new
                {
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    RequestHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyRecords", x => new { x.SiteId, x.Key });
                    table.ForeignKey(
                        name: "FK_IdempotencyRecords_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LaunchLinks",
                columns: table => new
                {
                    CodeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LaunchLinks", x => x.CodeHash);
                    table.ForeignKey(
                        name: "FK_LaunchLinks_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LowBalanceAlerts",
                columns: table => new
                {
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Threshold = table.Column<long>(type: "INTEGER", nullable: true),
                    WantsMail = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsArmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Below = table.Column<long>(type: "INTEGER", nullable: true),
                    CrossedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsHidden = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsMailDue = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LowBalanceAlerts", x => x.SiteId);
                    table.CheckConstraint("CK_LowBalanceAlerts_Below", "\"IsArmed\" = 0 OR \"Below\" IS NOT NULL");
                    table.CheckConstraint("CK_LowBalanceAlerts_Crossed", "(\"CrossedAt\" IS NULL AND \"IsMailDue\" = 0) OR (\"CrossedAt\" IS NOT NULL AND \"IsArmed\" = 0)");
                    table.CheckConstraint("CK_LowBalanceAlerts_Threshold", "\"Threshold\" >= 0 AND \"Threshold\" <= 1000000");
                    table.ForeignKey(
                        name: "FK_LowBalanceAlerts_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LowBalanceAlerts_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Pools",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsTest = table.Column<bool>(type: "INTEGER", nullable: false),
                    Balance = table.Column<long>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Moved = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pools", x => x.Id);
                    table.CheckConstraint("CK_Pools_Balance", "\"Balance\" >= 0");
                    table.CheckConstraint("CK_Pools_Kind", "(\"Kind\" = 'Shared' AND \"SiteId\" IS NULL AND \"Id\" = \"LicenseId\")\nOR (\"Kind\" = 'Domain' AND \"Id\" = \"SiteId\")");
                    table.CheckConstraint("CK_Pools_Sequence", "\"Sequence\" >= 0 AND (\"Sequence\" > 0 OR \"Balance\" = 0)");
                    table.CheckConstraint("CK_Pools_Test", "\"IsTest\" = 0 OR \"Kind\" = 'Domain'");
                    table.ForeignKey(
                        name: "FK_Pools_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Pools_Sites_SiteId_IsTest",
                        columns: x => new { x.SiteId, x.IsTest },
                        principalTable: "Sites",
                        principalColumns: new[] { "Id", "IsTest" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SiteLimits",
                columns: table => new
                {
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cap = table.Column<long>(type: "INTEGER", nullable: true),
                    IsPaused = table.Column<bool>(type: "INTEGER", nullable: false),
                    Month = table.Column<long>(type: "INTEGER", nullable: false),
                    Used = table.Column<long>(type: "INTEGER", nullable: false),
                    MonthLimit = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteLimits", x => x.SiteId);
                    table.CheckConstraint("CK_SiteLimits_Used", "\"Used\" >= 0 AND ((\"Cap\" IS NULL AND \"MonthLimit\" IS NULL AND \"Used\" = 0)\n    OR (\"Cap\" >= 0 AND \"MonthLimit\" >= \"Cap\" AND \"Used\" <= \"MonthLimit\"))");
                    table.ForeignKey(
                        name: "FK_SiteLimits_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UserSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    HasTwoFactors = table.Column<bool>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FreshAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserSessions", x => x.Id);
                    table.CheckConstraint("CK_UserSessions_Kind", "\"Kind\" IN ('Browser', 'Kept', 'Site', 'Admin')");
                    table.CheckConstraint("CK_UserSessions_Site", "(\"Kind\" = 'Site' AND \"SiteId\" IS NOT NULL AND \"TokenHash\" IS NOT NULL) OR (\"Kind\" <> 'Site' AND \"SiteId\" IS NULL AND \"TokenHash\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_UserSessions_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UserSessions_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlanChanges",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    SubscriptionId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FromCredits = table.Column<long>(type: "INTEGER", nullable: false),
                    ToCredits = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanChanges", x => x.Id);
                    table.CheckConstraint("CK_PlanChanges_Credits", "\"FromCredits\" >= 0 AND \"ToCredits\" >= 0");
                    table.ForeignKey(
                        name: "FK_PlanChanges_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlanInvoices",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    SubscriptionId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Plan = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StartsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Unearned = table.Column<long>(type: "INTEGER", nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Credits = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    StripePaymentIntentId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    PaidMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    RefundedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    DisputedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    CreditsTaken = table.Column<long>(type: "INTEGER", nullable: false),
                    Shortfall = table.Column<long>(type: "INTEGER", nullable: false),
                    ShortfallAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Returns = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanInvoices", x => x.Id);
                    table.CheckConstraint("CK_PlanInvoices_Credits", "\"Credits\" >= 0");
                    table.CheckConstraint("CK_PlanInvoices_CreditsTaken", "\"CreditsTaken\" >= 0 AND \"Shortfall\" >= 0 AND \"CreditsTaken\" + \"Shortfall\" <= \"Credits\"\nAND \"Unearned\" >= 0 AND \"Unearned\" <= \"Credits\"");
                    table.CheckConstraint("CK_PlanInvoices_Period", "\"EndsAt\" > \"StartsAt\"");
                    table.CheckConstraint("CK_PlanInvoices_Returned", "\"PaidMinor\" >= 0 AND \"RefundedMinor\" >= 0 AND \"DisputedMinor\" >= 0");
                    table.ForeignKey(
                        name: "FK_PlanInvoices_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlanInvoices_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WebhookDeliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndpointId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Payload = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    LastStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    Error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookDeliveries", x => x.Id);
                    table.CheckConstraint("CK_WebhookDeliveries_Attempts", "\"Attempts\" >= 0");
                    table.CheckConstraint("CK_WebhookDeliveries_Delivered", "\"DeliveredAt\" IS NULL OR \"DueAt\" IS NULL");
                    table.ForeignKey(
                        name: "FK_WebhookDeliveries_WebhookEndpoints_EndpointId",
                        column: x => x.EndpointId,
                        principalTable: "WebhookEndpoints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    TransactionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Credits = table.Column<long>(type: "INTEGER", nullable: false),
                    BalanceAfter = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => new { x.PoolId, x.Sequence });
                    table.CheckConstraint("CK_LedgerEntries_BalanceAfter", "\"BalanceAfter\" >= 0");
                    table.CheckConstraint("CK_LedgerEntries_Credits", "\"Credits\" <> 0 AND \"Credits\" = CAST(\"Credits\" AS bigint)");
                    table.CheckConstraint("CK_LedgerEntries_Sequence", "\"Sequence\" >= 1");
                    table.ForeignKey(
                        name: "FK_LedgerEntries_LedgerTransactions_TransactionId",
                        column: x => x.TransactionId,
                        principalTable: "LedgerTransactions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LedgerEntries_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Purchases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BuyerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    TopUpPoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PaymentMethodId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Pack = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Pool = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    StripeSessionId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PaidAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Credits = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    StripePaymentIntentId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    PaidMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    RefundedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    DisputedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    CreditsTaken = table.Column<long>(type: "INTEGER", nullable: false),
                    Shortfall = table.Column<long>(type: "INTEGER", nullable: false),
                    ShortfallAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Returns = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Purchases", x => x.Id);
                    table.CheckConstraint("CK_Purchases_Automatic", "(\"Kind\" = 'Automatic' AND \"PaymentMethodId\" IS NOT NULL AND \"StripeSessionId\" IS NULL)\nOR (\"Kind\" <> 'Automatic' AND \"PaymentMethodId\" IS NULL)");
                    table.CheckConstraint("CK_Purchases_Credits", "\"Credits\" > 0");
                    table.CheckConstraint("CK_Purchases_CreditsTaken", "\"CreditsTaken\" >= 0 AND \"Shortfall\" >= 0 AND \"CreditsTaken\" + \"Shortfall\" <= \"Credits\"");
                    table.CheckConstraint("CK_Purchases_Kind", "\"Kind\" IN ('Checkout', 'SetUp', 'Automatic')");
                    table.CheckConstraint("CK_Purchases_PriceMinor", "\"PriceMinor\" > 0");
                    table.CheckConstraint("CK_Purchases_Returned", "\"PaidMinor\" >= 0 AND \"RefundedMinor\" >= 0 AND \"DisputedMinor\" >= 0");
                    table.CheckConstraint("CK_Purchases_Status", "\"Status\" IN ('Open', 'Pending', 'Failed', 'Paid')");
                    table.CheckConstraint("CK_Purchases_TopUp", "(\"Kind\" = 'Checkout' AND \"TopUpPoolId\" IS NULL) OR (\"Kind\" <> 'Checkout' AND \"TopUpPoolId\" IS NOT NULL\n    AND (\"TopUpPoolId\" = \"SiteId\" OR \"TopUpPoolId\" = \"LicenseId\"))");
                    table.ForeignKey(
                        name: "FK_Purchases_AspNetUsers_BuyerId",
                        column: x => x.BuyerId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Purchases_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Purchases_Pools_TopUpPoolId",
                        column: x => x.TopUpPoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Purchases_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ApprovalRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ToPoolId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReversesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    InvoiceId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Credits = table.Column<long>(type: "INTEGER", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecisionNote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovalRequests", x => x.Id);
                    table.CheckConstraint("CK_ApprovalRequests_Asked", "(\"Kind\" = 'Adjustment' AND \"PoolId\" IS NOT NULL AND \"Credits\" <> 0)\nOR (\"Kind\" = 'Transfer' AND \"PoolId\" IS NOT NULL AND \"ToPoolId\" IS NOT NULL\n    AND \"PoolId\" <> \"ToPoolId\" AND \"Credits\" > 0)\nOR (\"Kind\" = 'Undo' AND \"ReversesId\" IS NOT NULL)\nOR (\"Kind\" = 'Refund' AND \"AmountMinor\" > 0 AND (\"PurchaseId\" IS NOT NULL OR \"InvoiceId\" IS NOT NULL))");
                    table.CheckConstraint("CK_ApprovalRequests_Decided", "(\"Status\" = 'Waiting' AND \"DecidedById\" IS NULL AND \"DecidedAt\" IS NULL)\nOR (\"Status\" <> 'Waiting' AND \"DecidedById\" IS NOT NULL AND \"DecidedAt\" IS NOT NULL)");
                    table.CheckConstraint("CK_ApprovalRequests_Kind", "\"Kind\" IN ('Adjustment', 'Transfer', 'Undo', 'Refund')");
                    table.CheckConstraint("CK_ApprovalRequests_Status", "\"Status\" IN ('Waiting', 'Approved', 'Rejected', 'Withdrawn')");
                    table.CheckConstraint("CK_ApprovalRequests_TwoPeople", "\"DecidedById\" IS NULL OR \"DecidedById\" <> \"AskedById\" OR \"Status\" = 'Withdrawn'");
                    table.ForeignKey(
                        name: "FK_ApprovalRequests_LedgerTransactions_ReversesId",
                        column: x => x.ReversesId,
                        principalTable: "LedgerTransactions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ApprovalRequests_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ApprovalRequests_PlanInvoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "PlanInvoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ApprovalRequests_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ApprovalRequests_Pools_ToPoolId",
                        column: x => x.ToPoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ApprovalRequests_Purchases_PurchaseId",
                        column: x => x.PurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AutoTopUps",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Pack = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Credits = table.Column<long>(type: "INTEGER", nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Threshold = table.Column<long>(type: "INTEGER", nullable: false),
                    MonthlyLimitMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    ConsentBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConsentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Consent = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    SetUpPurchaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PaymentMethodId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    CardBrand = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    CardLast4 = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    CardSavedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Declines = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TriedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ProblemAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsMailDue = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AutoTopUps", x => x.PoolId);
                    table.CheckConstraint("CK_AutoTopUps_Consent", "\"Consent\" <> ''");
                    table.CheckConstraint("CK_AutoTopUps_Declines", "\"Declines\" >= 0 AND \"Declines\" <= 3");
                    table.CheckConstraint("CK_AutoTopUps_Pool", "\"PoolId\" = \"LicenseId\" OR \"PoolId\" = \"SiteId\"");
                    table.CheckConstraint("CK_AutoTopUps_Problem", "\"Problem\" IN ('Declined', 'Authentication', 'CardGone', 'PackChanged', 'Runaway', 'MonthlyLimit', 'Refunded', 'Disputed', 'PayerLeft')");
                    table.CheckConstraint("CK_AutoTopUps_State", "\"State\" IN ('Off', 'Waiting', 'On', 'Stopped')");
                    table.CheckConstraint("CK_AutoTopUps_Steps", "(\"State\" <> 'On' OR (\"PaymentMethodId\" IS NOT NULL AND \"Declines\" < 3))\nAND ((\"PaymentMethodId\" IS NULL AND \"CardSavedAt\" IS NULL)\n    OR (\"PaymentMethodId\" IS NOT NULL AND \"CardSavedAt\" IS NOT NULL))\nAND (\"State\" <> 'Waiting' OR (\"SetUpPurchaseId\" IS NOT NULL AND \"PaymentMethodId\" IS NULL))\nAND (\"State\" <> 'Stopped' OR (\"Problem\" IS NOT NULL AND \"Problem\" <> 'MonthlyLimit'))\nAND (\"IsMailDue\" = 0 OR \"Problem\" IS NOT NULL)");
                    table.CheckConstraint("CK_AutoTopUps_Terms", "\"Threshold\" >= 1 AND \"Threshold\" <= \"Credits\" AND \"PriceMinor\" > 0\nAND \"MonthlyLimitMinor\" >= \"PriceMinor\"");
                    table.ForeignKey(
                        name: "FK_AutoTopUps_AspNetUsers_ConsentBy",
                        column: x => x.ConsentBy,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AutoTopUps_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AutoTopUps_Pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "Pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AutoTopUps_Purchases_SetUpPurchaseId",
                        column: x => x.SetUpPurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AutoTopUps_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Disputes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    InvoiceId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    ReinstatedMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    EvidenceDueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EvidenceSubmissions = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disputes", x => x.Id);
                    table.CheckConstraint("CK_Disputes_Amounts", "\"AmountMinor\" >= 0 AND \"ReinstatedMinor\" >= 0 AND \"ReinstatedMinor\" <= \"WithdrawnMinor\"");
                    table.CheckConstraint("CK_Disputes_Source", "(\"PurchaseId\" IS NULL AND \"InvoiceId\" IS NOT NULL) OR (\"PurchaseId\" IS NOT NULL AND \"InvoiceId\" IS NULL)");
                    table.CheckConstraint("CK_Disputes_Status", "\"Status\" IN ('Inquiry', 'InquiryUnderReview', 'InquiryClosed', 'NeedsResponse', 'UnderReview', 'Prevented', 'Lost', 'Won')");
                    table.ForeignKey(
                        name: "FK_Disputes_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Disputes_PlanInvoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "PlanInvoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Disputes_Purchases_PurchaseId",
                        column: x => x.PurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RefundRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    InvoiceId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StripeRefundId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundRequests", x => x.Id);
                    table.CheckConstraint("CK_RefundRequests_AmountMinor", "\"AmountMinor\" > 0");
                    table.CheckConstraint("CK_RefundRequests_Source", "(\"PurchaseId\" IS NULL AND \"InvoiceId\" IS NOT NULL) OR (\"PurchaseId\" IS NOT NULL AND \"InvoiceId\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_RefundRequests_PlanInvoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "PlanInvoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RefundRequests_Purchases_PurchaseId",
                        column: x => x.PurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    InvoiceId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.CheckConstraint("CK_Refunds_AmountMinor", "\"AmountMinor\" > 0");
                    table.CheckConstraint("CK_Refunds_Source", "(\"PurchaseId\" IS NULL AND \"InvoiceId\" IS NOT NULL) OR (\"PurchaseId\" IS NOT NULL AND \"InvoiceId\" IS NULL)");
                    table.CheckConstraint("CK_Refunds_Status", "\"Status\" IN ('Pending', 'Succeeded', 'Failed')");
                    table.ForeignKey(
                        name: "FK_Refunds_PlanInvoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "PlanInvoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Refunds_Purchases_PurchaseId",
                        column: x => x.PurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StoredEvents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    ApiVersion = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    ObjectId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LicenseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ResolvedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ResolvedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Resolution = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    ReducedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StoredEvents", x => x.Id);
                    table.CheckConstraint("CK_StoredEvents_Outcome", "\"Outcome\" IN ('Ignored', 'NothingToDo', 'Noted', 'Credited', 'TakenBack', 'GivenBack', 'Flagged')");
                    table.CheckConstraint("CK_StoredEvents_Resolved", "(\"ResolvedAt\" IS NULL AND \"ResolvedBy\" IS NULL AND \"Resolution\" IS NULL)\nOR (\"ResolvedAt\" IS NOT NULL AND \"ResolvedBy\" IS NOT NULL AND \"Resolution\" <> ''\n    AND \"Outcome\" = 'Flagged')");
                    table.ForeignKey(
                        name: "FK_StoredEvents_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StoredEvents_Purchases_PurchaseId",
                        column: x => x.PurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "AspNetRoles",
                columns: new[] { "Id", "ConcurrencyStamp", "Name", "NormalizedName" },
                values: new object[,]
                {
                    { new Guid("0193a000-0000-7000-8000-000000000001"), "0193a000-0000-7000-8000-000000000001", "owner", "OWNER" },
                    { new Guid("0193a000-0000-7000-8000-000000000002"), "0193a000-0000-7000-8000-000000000002", "admin", "ADMIN" }
                });

            migrationBuilder.InsertData(
                table: "HealthProbes",
                columns: new[] { "Id", "Count" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_ActivationCounts_Minute",
                table: "ActivationCounts",
                column: "Minute");

            migrationBuilder.CreateIndex(
                name: "IX_AdminInvitations_DecidedAt",
                table: "AdminInvitations",
                column: "DecidedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AdminInvitations_DecidedById",
                table: "AdminInvitations",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_AdminInvitations_InvitedById",
                table: "AdminInvitations",
                column: "InvitedById");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_InvoiceId",
                table: "ApprovalRequests",
                column: "InvoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_LicenseId",
                table: "ApprovalRequests",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_PoolId",
                table: "ApprovalRequests",
                column: "PoolId");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_PurchaseId",
                table: "ApprovalRequests",
                column: "PurchaseId");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_ReversesId",
                table: "ApprovalRequests",
                column: "ReversesId");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_Status_AskedAt",
                table: "ApprovalRequests",
                columns: new[] { "Status", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRequests_ToPoolId",
                table: "ApprovalRequests",
                column: "ToPoolId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetRoleClaims_RoleId",
                table: "AspNetRoleClaims",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "AspNetRoles",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserRoles_RoleId",
                table: "AspNetUserRoles",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_AboutId",
                table: "AuditRecords",
                column: "AboutId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_Action_Number",
                table: "AuditRecords",
                columns: new[] { "Action", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_ActorId_Number",
                table: "AuditRecords",
                columns: new[] { "ActorId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_At",
                table: "AuditRecords",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_LicenseId_Number",
                table: "AuditRecords",
                columns: new[] { "LicenseId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_PersonId",
                table: "AuditRecords",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_PurchaseId_Number",
                table: "AuditRecords",
                columns: new[] { "PurchaseId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AutoTopUps_ConsentBy",
                table: "AutoTopUps",
                column: "ConsentBy");

            migrationBuilder.CreateIndex(
                name: "IX_AutoTopUps_LicenseId",
                table: "AutoTopUps",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_AutoTopUps_Mail",
                table: "AutoTopUps",
                column: "ProblemAt",
                filter: "\"IsMailDue\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_AutoTopUps_On",
                table: "AutoTopUps",
                column: "NotBefore",
                filter: "\"State\" = 'On'");

            migrationBuilder.CreateIndex(
                name: "IX_AutoTopUps_SiteId",
                table: "AutoTopUps",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_AutoTopUps_Waiting",
                table: "AutoTopUps",
                column: "SetUpPurchaseId",
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_Disputes_InvoiceId",
                table: "Disputes",
                column: "InvoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_Disputes_LicenseId",
                table: "Disputes",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_Disputes_PurchaseId",
                table: "Disputes",
                column: "PurchaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Holds_LicenseId_CreatedAt",
                table: "Holds",
                columns: new[] { "LicenseId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Holds_Open",
                table: "Holds",
                column: "ExpiresAt",
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_Holds_SiteId",
                table: "Holds",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_LaunchLinks_ExpiresAt",
                table: "LaunchLinks",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_LaunchLinks_SiteId",
                table: "LaunchLinks",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerChecks_At",
                table: "LedgerChecks",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_TransactionId",
                table: "LedgerEntries",
                column: "TransactionId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerTransactions_Actor_At_Id",
                table: "LedgerTransactions",
                columns: new[] { "Actor", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerTransactions_Cause",
                table: "LedgerTransactions",
                column: "Cause",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerTransactions_ReversesId",
                table: "LedgerTransactions",
                column: "ReversesId",
                unique: true,
                filter: "\"ReversesId\" IS NOT NULL AND \"Kind\" = 'Adjustment'");

            migrationBuilder.CreateIndex(
                name: "IX_Licenses_CreatedAt",
                table: "Licenses",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Licenses_KeyHash",
                table: "Licenses",
                column: "KeyHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Licenses_OwnerId",
                table: "Licenses",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Licenses_StripeCustomerId",
                table: "Licenses",
                column: "StripeCustomerId",
                unique: true,
                filter: "\"StripeCustomerId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LowBalanceAlerts_Due",
                table: "LowBalanceAlerts",
                column: "CrossedAt",
                filter: "\"IsMailDue\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_LowBalanceAlerts_LicenseId_IsArmed_Below",
                table: "LowBalanceAlerts",
                columns: new[] { "LicenseId", "IsArmed", "Below" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_CodeHash",
                table: "Members",
                column: "CodeHash",
                unique: true,
                filter: "\"CodeHash\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Members_UserId",
                table: "Members",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_Due",
                table: "OutboxMails",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_Key",
                table: "OutboxMails",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_People_UserId_Name",
                table: "People",
                columns: new[] { "UserId", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanChanges_SubscriptionId",
                table: "PlanChanges",
                column: "SubscriptionId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanInvoices_LicenseId",
                table: "PlanInvoices",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanInvoices_Shortfall",
                table: "PlanInvoices",
                column: "StartsAt",
                filter: "\"Shortfall\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_PlanInvoices_StripePaymentIntentId",
                table: "PlanInvoices",
                column: "StripePaymentIntentId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanInvoices_SubscriptionId",
                table: "PlanInvoices",
                column: "SubscriptionId");

            migrationBuilder.CreateIndex(
                name: "IX_Pools_LicenseId",
                table: "Pools",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_Pools_Moved",
                table: "Pools",
                column: "Moved");

            migrationBuilder.CreateIndex(
                name: "IX_Pools_SiteId_IsTest",
                table: "Pools",
                columns: new[] { "SiteId", "IsTest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Automatic",
                table: "Purchases",
                columns: new[] { "LicenseId", "CreatedAt" },
                filter: "\"Kind\" = 'Automatic'");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_BuyerId",
                table: "Purchases",
                column: "BuyerId");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_CreatedAt",
                table: "Purchases",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_LicenseId_CreatedAt",
                table: "Purchases",
                columns: new[] { "LicenseId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_OneOpen",
                table: "Purchases",
                columns: new[] { "SiteId", "BuyerId", "Pack" },
                unique: true,
                filter: "\"Status\" = 'Open' AND \"Kind\" = 'Checkout'");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_OneTopUp",
                table: "Purchases",
                columns: new[] { "TopUpPoolId", "Kind" },
                unique: true,
                filter: "\"TopUpPoolId\" IS NOT NULL AND \"Status\" IN ('Open', 'Pending')");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Shortfall",
                table: "Purchases",
                column: "CreatedAt",
                filter: "\"Shortfall\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Status_CreatedAt",
                table: "Purchases",
                columns: new[] { "Status", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_StripePaymentIntentId",
                table: "Purchases",
                column: "StripePaymentIntentId");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_StripeSessionId",
                table: "Purchases",
                column: "StripeSessionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Unsettled",
                table: "Purchases",
                column: "CreatedAt",
                filter: "\"Status\" IN ('Open', 'Pending')");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_InvoiceId",
                table: "RefundRequests",
                column: "InvoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_RefundRequests_PurchaseId",
                table: "RefundRequests",
                column: "PurchaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_InvoiceId",
                table: "Refunds",
                column: "InvoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_PurchaseId",
                table: "Refunds",
                column: "PurchaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Resolutions_SubjectId_At",
                table: "Resolutions",
                columns: new[] { "SubjectId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_SignInCounters_LastAt",
                table: "SignInCounters",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_SignInRecords_At",
                table: "SignInRecords",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_SignInRecords_UserId_Number",
                table: "SignInRecords",
                columns: new[] { "UserId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_SingleAdminChanges_AdminId_At",
                table: "SingleAdminChanges",
                columns: new[] { "AdminId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_SingleAdminChanges_LicenseId_At",
                table: "SingleAdminChanges",
                columns: new[] { "LicenseId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Sites_Domain",
                table: "Sites",
                column: "Domain",
                unique: true,
                filter: "\"RemovedAt\" IS NULL AND \"IsTest\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_Sites_Domain_LicenseId",
                table: "Sites",
                columns: new[] { "Domain", "LicenseId" },
                unique: true,
                filter: "\"RemovedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Sites_Domain_RemovedAt",
                table: "Sites",
                columns: new[] { "Domain", "RemovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Sites_LicenseId",
                table: "Sites",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_Sites_TokenHash",
                table: "Sites",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StoredEvents_Flagged",
                table: "StoredEvents",
                column: "ReceivedAt",
                filter: "\"Outcome\" = 'Flagged' AND \"ResolvedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StoredEvents_LicenseId",
                table: "StoredEvents",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_StoredEvents_ObjectId",
                table: "StoredEvents",
                column: "ObjectId");

            migrationBuilder.CreateIndex(
                name: "IX_StoredEvents_PurchaseId",
                table: "StoredEvents",
                column: "PurchaseId");

            migrationBuilder.CreateIndex(
                name: "IX_StoredEvents_ReceivedAt",
                table: "StoredEvents",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionOrders_BuyerId",
                table: "SubscriptionOrders",
                column: "BuyerId");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionOrders_OneOpen",
                table: "SubscriptionOrders",
                column: "LicenseId",
                unique: true,
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionOrders_Open",
                table: "SubscriptionOrders",
                column: "CreatedAt",
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionOrders_StripeSessionId",
                table: "SubscriptionOrders",
                column: "StripeSessionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_Due",
                table: "Subscriptions",
                column: "PeriodEndsAt",
                filter: "\"Status\" <> 'Canceled' AND \"Status\" <> 'IncompleteExpired'");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_LicenseId",
                table: "Subscriptions",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_OneLive",
                table: "Subscriptions",
                column: "LicenseId",
                unique: true,
                filter: "\"Status\" <> 'Canceled' AND \"Status\" <> 'IncompleteExpired'");

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_KeyHash",
                table: "UserSessions",
                column: "KeyHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_SiteId",
                table: "UserSessions",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_UserId_LastSeenAt",
                table: "UserSessions",
                columns: new[] { "UserId", "LastSeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_CreatedAt",
                table: "WebhookDeliveries",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_Due",
                table: "WebhookDeliveries",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_EndpointId_Key",
                table: "WebhookDeliveries",
                columns: new[] { "EndpointId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WebhookEndpoints_LicenseId",
                table: "WebhookEndpoints",
                column: "LicenseId");

            migrationBuilder.CreateLedgerTriggers();
            migrationBuilder.CreateBackOfficeTriggers();
            migrationBuilder.CreateAdminTriggers();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActivationCounts");

            migrationBuilder.DropTable(
                name: "AdminInvitations");

            migrationBuilder.DropTable(
                name: "ApprovalRequests");

            migrationBuilder.DropTable(
                name: "AspNetRoleClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserRoles");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "AuditRecords");

            migrationBuilder.DropTable(
                name: "AutoTopUps");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "Disputes");

            migrationBuilder.DropTable(
                name: "HealthProbes");

            migrationBuilder.DropTable(
                name: "Holds");

            migrationBuilder.DropTable(
                name: "IdempotencyRecords");

            migrationBuilder.DropTable(
                name: "LaunchLinks");

            migrationBuilder.DropTable(
                name: "LedgerChecks");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "LowBalanceAlerts");

            migrationBuilder.DropTable(
                name: "Members");

            migrationBuilder.DropTable(
                name: "OutboxMails");

            migrationBuilder.DropTable(
                name: "PassLeases");

            migrationBuilder.DropTable(
                name: "PlanChanges");

            migrationBuilder.DropTable(
                name: "PlanPrices");

            migrationBuilder.DropTable(
                name: "ReconciliationReports");

            migrationBuilder.DropTable(
                name: "RefundRequests");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropTable(
                name: "Resolutions");

            migrationBuilder.DropTable(
                name: "SignInCounters");

            migrationBuilder.DropTable(
                name: "SignInRecords");

            migrationBuilder.DropTable(
                name: "SingleAdminChanges");

            migrationBuilder.DropTable(
                name: "SiteLimits");

            migrationBuilder.DropTable(
                name: "StoredEvents");

            migrationBuilder.DropTable(
                name: "SubscriptionOrders");

            migrationBuilder.DropTable(
                name: "UserSessions");

            migrationBuilder.DropTable(
                name: "WebhookDeliveries");

            migrationBuilder.DropTable(
                name: "AspNetRoles");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "LedgerTransactions");

            migrationBuilder.DropTable(
                name: "PlanInvoices");

            migrationBuilder.DropTable(
                name: "Purchases");

            migrationBuilder.DropTable(
                name: "WebhookEndpoints");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropTable(
                name: "Pools");

            migrationBuilder.DropTable(
                name: "Sites");

            migrationBuilder.DropTable(
                name: "Licenses");

            migrationBuilder.DropTable(
                name: "AspNetUsers");
        }
    }
}
