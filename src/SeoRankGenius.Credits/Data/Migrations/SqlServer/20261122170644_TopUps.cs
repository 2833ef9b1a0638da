using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class TopUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Purchases_OneOpen",
                table: "Purchases");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Purchases",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Checkout",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "PaymentMethodId",
                table: "Purchases",
                type: "nvarchar(255)",
                maxLength: 255,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<Guid>(
                name: "TopUpPoolId",
                table: "Purchases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StripeCustomerId",
                table: "Licenses",
                type: "nvarchar(255)",
                maxLength: 255,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateTable(
                name: "AutoTopUps",
                columns: table => new
                {
                    PoolId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LicenseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SiteId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Pack = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Credits = table.Column<long>(type: "bigint", nullable: false),
                    PriceCents = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Threshold = table.Column<long>(type: "bigint", nullable: false),
                    MonthlyLimitCents = table.Column<long>(type: "bigint", nullable: false),
                    ConsentBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConsentAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Consent = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SetUpPurchaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PaymentMethodId = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CardBrand = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CardLast4 = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Declines = table.Column<int>(type: "int", nullable: false),
                    NotBefore = table.Column<DateTime>(type: "datetime2", nullable: true),
                    TriedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Trouble = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    TroubleAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IsMailDue = table.Column<bool>(type: "bit", nullable: false),
                    MailTakenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AutoTopUps", x => x.PoolId);
                    table.CheckConstraint("CK_AutoTopUps_Consent", "\"Consent\" <> ''");
                    table.CheckConstraint("CK_AutoTopUps_Declines", "\"Declines\" >= 0 AND \"Declines\" <= 3");
                    table.CheckConstraint("CK_AutoTopUps_Pool", "\"PoolId\" = \"LicenseId\" OR \"PoolId\" = \"SiteId\"");
                    table.CheckConstraint("CK_AutoTopUps_State", "\"State\" IN ('Off', 'Waiting', 'On', 'Stopped')");
                    table.CheckConstraint("CK_AutoTopUps_Steps", "(\"State\" <> 'On' OR (\"PaymentMethodId\" IS NOT NULL AND \"Declines\" < 3))\nAND (\"State\" <> 'Waiting' OR (\"SetUpPurchaseId\" IS NOT NULL AND \"PaymentMethodId\" IS NULL))\nAND (\"State\" <> 'Stopped' OR (\"Trouble\" IS NOT NULL AND \"Trouble\" <> 'MonthlyLimit'))\nAND (\"IsMailDue\" = 0 OR \"Trouble\" IS NOT NULL)");
                    table.CheckConstraint("CK_AutoTopUps_Terms", "\"Threshold\" >= 1 AND \"Threshold\" <= \"Credits\" AND \"PriceCents\" > 0\nAND \"MonthlyLimitCents\" >= \"PriceCents\"");
                    table.CheckConstraint("CK_AutoTopUps_Trouble", "\"Trouble\" IN ('Declined', 'Authentication', 'CardGone', 'PackChanged', 'Runaway', 'MonthlyLimit')");
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

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Automatic",
                table: "Purchases",
                columns: new[] { "LicenseId", "CreatedAt" },
                filter: "\"Kind\" = 'Automatic'");

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

            migrationBuilder.AddCheckConstraint(
                name: "CK_Purchases_Automatic",
                table: "Purchases",
                sql: "(\"Kind\" = 'Automatic' AND \"PaymentMethodId\" IS NOT NULL AND \"StripeSessionId\" IS NULL)\nOR (\"Kind\" <> 'Automatic' AND \"PaymentMethodId\" IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Purchases_Kind",
                table: "Purchases",
                sql: "\"Kind\" IN ('Checkout', 'SetUp', 'Automatic')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Purchases_TopUp",
                table: "Purchases",
                sql: "(\"Kind\" = 'Checkout' AND \"TopUpPoolId\" IS NULL) OR (\"Kind\" <> 'Checkout' AND \"TopUpPoolId\" IS NOT NULL\n    AND \"TopUpPoolId\" = CASE \"Pool\" WHEN 'Domain' THEN \"SiteId\" ELSE \"LicenseId\" END)");

            migrationBuilder.CreateIndex(
                name: "IX_Licenses_StripeCustomerId",
                table: "Licenses",
                column: "StripeCustomerId",
                unique: true,
                filter: "\"StripeCustomerId\" IS NOT NULL");

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
                column: "TroubleAt",
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

            migrationBuilder.AddForeignKey(
                name: "FK_Purchases_Pools_TopUpPoolId",
                table: "Purchases",
                column: "TopUpPoolId",
                principalTable: "Pools",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Purchases_Pools_TopUpPoolId",
                table: "Purchases");

            migrationBuilder.DropTable(
                name: "AutoTopUps");

            migrationBuilder.DropIndex(
                name: "IX_Purchases_Automatic",
                table: "Purchases");

            migrationBuilder.DropIndex(
                name: "IX_Purchases_OneOpen",
                table: "Purchases");

            migrationBuilder.DropIndex(
                name: "IX_Purchases_OneTopUp",
                table: "Purchases");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Purchases_Automatic",
                table: "Purchases");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Purchases_Kind",
                table: "Purchases");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Purchases_TopUp",
                table: "Purchases");

            migrationBuilder.DropIndex(
                name: "IX_Licenses_StripeCustomerId",
                table: "Licenses");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "PaymentMethodId",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "TopUpPoolId",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "StripeCustomerId",
                table: "Licenses");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_OneOpen",
                table: "Purchases",
                columns: new[] { "SiteId", "BuyerId", "Pack" },
                unique: true,
                filter: "\"Status\" = 'Open'");
        }
    }
}
