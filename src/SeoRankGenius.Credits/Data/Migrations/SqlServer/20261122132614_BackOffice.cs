using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class BackOffice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Sites_Domain",
                table: "Sites");

            migrationBuilder.DropIndex(
                name: "IX_LedgerTransactions_ReversesId",
                table: "LedgerTransactions");

            migrationBuilder.AddColumn<DateTime>(
                name: "RemovedAt",
                table: "Sites",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SiteLimit",
                table: "Licenses",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ApprovalRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LicenseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PoolId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ToPoolId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReversesId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PurchaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Credits = table.Column<long>(type: "bigint", nullable: false),
                    AmountCents = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sentence = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reference = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    AskedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AskedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecisionNote = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovalRequests", x => x.Id);
                    table.CheckConstraint("CK_ApprovalRequests_Asked", "(\"Kind\" = 'Adjustment' AND \"PoolId\" IS NOT NULL AND \"Credits\" <> 0)\nOR (\"Kind\" = 'Transfer' AND \"PoolId\" IS NOT NULL AND \"ToPoolId\" IS NOT NULL\n    AND \"PoolId\" <> \"ToPoolId\" AND \"Credits\" > 0)\nOR (\"Kind\" = 'Undo' AND \"ReversesId\" IS NOT NULL)\nOR (\"Kind\" = 'Refund' AND \"PurchaseId\" IS NOT NULL AND \"AmountCents\" > 0)");
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
                name: "AuditRecords",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Action = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ActorId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ActorName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IpAddress = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true, collation: "Latin1_General_100_BIN2"),
                    LicenseId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SiteId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PurchaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Before = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    After = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Sentence = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditRecords", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Sites_Domain",
                table: "Sites",
                column: "Domain",
                unique: true,
                filter: "\"RemovedAt\" IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Licenses_SiteLimit",
                table: "Licenses",
                sql: "\"SiteLimit\" >= 1");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerTransactions_ReversesId",
                table: "LedgerTransactions",
                column: "ReversesId",
                unique: true,
                filter: "\"ReversesId\" IS NOT NULL AND \"Kind\" = 'Adjustment'");

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
                name: "IX_AuditRecords_PurchaseId_Number",
                table: "AuditRecords",
                columns: new[] { "PurchaseId", "Number" });

            migrationBuilder.CreateBackOfficeTriggers();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApprovalRequests");

            migrationBuilder.DropTable(
                name: "AuditRecords");

            migrationBuilder.DropIndex(
                name: "IX_Sites_Domain",
                table: "Sites");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Licenses_SiteLimit",
                table: "Licenses");

            migrationBuilder.DropIndex(
                name: "IX_LedgerTransactions_ReversesId",
                table: "LedgerTransactions");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "Sites");

            migrationBuilder.DropColumn(
                name: "SiteLimit",
                table: "Licenses");

            migrationBuilder.CreateIndex(
                name: "IX_Sites_Domain",
                table: "Sites",
                column: "Domain",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerTransactions_ReversesId",
                table: "LedgerTransactions",
                column: "ReversesId");
        }
    }
}
