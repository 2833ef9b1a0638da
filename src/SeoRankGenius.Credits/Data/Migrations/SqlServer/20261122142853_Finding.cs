using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Finding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "IX_LedgerChecks_At",
                table: "LedgerChecks",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
