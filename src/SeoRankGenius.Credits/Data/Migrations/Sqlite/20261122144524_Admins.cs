using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.Sqlite
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FreshAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
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
