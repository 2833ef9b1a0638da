using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Plans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "LicenseId",
                table: "PaymentEvents",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ResumesAs",
                table: "Licenses",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PlanOrders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LicenseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BuyerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Plan = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PriceCents = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StripePriceId = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TrialDays = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    StripeSessionId = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanOrders", x => x.Id);
                    table.CheckConstraint("CK_PlanOrders_PriceCents", "\"PriceCents\" > 0");
                    table.CheckConstraint("CK_PlanOrders_Status", "\"Status\" IN ('Open', 'Failed', 'Completed')");
                    table.CheckConstraint("CK_PlanOrders_TrialDays", "\"TrialDays\" >= 0");
                    table.ForeignKey(
                        name: "FK_PlanOrders_AspNetUsers_BuyerId",
                        column: x => x.BuyerId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlanOrders_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LicenseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Plan = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StripePriceId = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PeriodEndsAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    TrialEndsAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => x.Id);
                    table.CheckConstraint("CK_Subscriptions_Status", "\"Status\" IN ('Incomplete', 'Trialing', 'Active', 'PastDue', 'Unpaid', 'Paused', 'IncompleteExpired', 'Canceled')");
                    table.ForeignKey(
                        name: "FK_Subscriptions_Licenses_LicenseId",
                        column: x => x.LicenseId,
                        principalTable: "Licenses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentEvents_LicenseId",
                table: "PaymentEvents",
                column: "LicenseId");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Licenses_ResumesAs",
                table: "Licenses",
                sql: "\"ResumesAs\" IS NULL\nOR (\"Status\" = 'Suspended' AND \"ResumesAs\" IN ('Active', 'Trialing', 'PastDue', 'Canceled'))");

            migrationBuilder.CreateIndex(
                name: "IX_PlanOrders_BuyerId",
                table: "PlanOrders",
                column: "BuyerId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanOrders_OneOpen",
                table: "PlanOrders",
                column: "LicenseId",
                unique: true,
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_PlanOrders_Open",
                table: "PlanOrders",
                column: "CreatedAt",
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_PlanOrders_StripeSessionId",
                table: "PlanOrders",
                column: "StripeSessionId",
                unique: true,
                filter: "[StripeSessionId] IS NOT NULL");

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

            migrationBuilder.AddForeignKey(
                name: "FK_PaymentEvents_Licenses_LicenseId",
                table: "PaymentEvents",
                column: "LicenseId",
                principalTable: "Licenses",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PaymentEvents_Licenses_LicenseId",
                table: "PaymentEvents");

            migrationBuilder.DropTable(
                name: "PlanOrders");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_PaymentEvents_LicenseId",
                table: "PaymentEvents");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Licenses_ResumesAs",
                table: "Licenses");

            migrationBuilder.DropColumn(
                name: "LicenseId",
                table: "PaymentEvents");

            migrationBuilder.DropColumn(
                name: "ResumesAs",
                table: "Licenses");
        }
    }
}
