using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class LowBalance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LowBalanceAlerts",
                columns: table => new
                {
                    SiteId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Threshold = table.Column<long>(type: "bigint", nullable: true),
                    WantsMail = table.Column<bool>(type: "bit", nullable: false),
                    IsArmed = table.Column<bool>(type: "bit", nullable: false),
                    CrossedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IsHidden = table.Column<bool>(type: "bit", nullable: false),
                    IsMailDue = table.Column<bool>(type: "bit", nullable: false),
                    MailTakenAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LowBalanceAlerts", x => x.SiteId);
                    table.CheckConstraint("CK_LowBalanceAlerts_Crossed", "(\"CrossedAt\" IS NULL AND \"IsMailDue\" = 0) OR (\"CrossedAt\" IS NOT NULL AND \"IsArmed\" = 0)");
                    table.CheckConstraint("CK_LowBalanceAlerts_Threshold", "\"Threshold\" >= 0 AND \"Threshold\" <= 1000000");
                    table.ForeignKey(
                        name: "FK_LowBalanceAlerts_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LowBalanceAlerts_Due",
                table: "LowBalanceAlerts",
                column: "CrossedAt",
                filter: "\"IsMailDue\" = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LowBalanceAlerts");
        }
    }
}
