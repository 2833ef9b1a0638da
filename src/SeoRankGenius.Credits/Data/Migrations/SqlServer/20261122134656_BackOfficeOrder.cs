using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class BackOfficeOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Purchases_LicenseId",
                table: "Purchases");

            migrationBuilder.DropIndex(
                name: "IX_Holds_LicenseId",
                table: "Holds");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_LicenseId_CreatedAt",
                table: "Purchases",
                columns: new[] { "LicenseId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Licenses_CreatedAt",
                table: "Licenses",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Holds_LicenseId_CreatedAt",
                table: "Holds",
                columns: new[] { "LicenseId", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Purchases_LicenseId_CreatedAt",
                table: "Purchases");

            migrationBuilder.DropIndex(
                name: "IX_Licenses_CreatedAt",
                table: "Licenses");

            migrationBuilder.DropIndex(
                name: "IX_Holds_LicenseId_CreatedAt",
                table: "Holds");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_LicenseId",
                table: "Purchases",
                column: "LicenseId");

            migrationBuilder.CreateIndex(
                name: "IX_Holds_LicenseId",
                table: "Holds",
                column: "LicenseId");
        }
    }
}
