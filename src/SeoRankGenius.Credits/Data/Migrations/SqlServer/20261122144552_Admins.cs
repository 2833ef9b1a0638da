using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Admins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AdminSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Address = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Device = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FreshAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdminSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AdminSessions_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Entries = table.Column<long>(type: "bigint", nullable: false),
                    Discrepancies = table.Column<int>(type: "int", nullable: false),
                    First = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerChecks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Sites_Domain_RemovedAt",
                table: "Sites",
                columns: new[] { "Domain", "RemovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_CreatedAt",
                table: "Purchases",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Status_CreatedAt",
                table: "Purchases",
                columns: new[] { "Status", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentEvents_Flagged",
                table: "PaymentEvents",
                column: "ReceivedAt",
                filter: "\"Outcome\" = 'Flagged'");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentEvents_ReceivedAt",
                table: "PaymentEvents",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AdminSessions_UserId",
                table: "AdminSessions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerChecks_At",
                table: "LedgerChecks",
                column: "At");

            migrationBuilder.CreateAdminTriggers();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AdminSessions");

            migrationBuilder.DropTable(
                name: "LedgerChecks");

            migrationBuilder.DropIndex(
                name: "IX_Sites_Domain_RemovedAt",
                table: "Sites");

            migrationBuilder.DropIndex(
                name: "IX_Purchases_CreatedAt",
                table: "Purchases");

            migrationBuilder.DropIndex(
                name: "IX_Purchases_Status_CreatedAt",
                table: "Purchases");

            migrationBuilder.DropIndex(
                name: "IX_PaymentEvents_Flagged",
                table: "PaymentEvents");

            migrationBuilder.DropIndex(
                name: "IX_PaymentEvents_ReceivedAt",
                table: "PaymentEvents");
        }
    }
}
