using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SeoRankGenius.Credits.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MoneyBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_PaymentEvents_Outcome",
                table: "PaymentEvents");

            migrationBuilder.AddColumn<long>(
                name: "CreditsTaken",
                table: "Purchases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "DisputedCents",
                table: "Purchases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "PaidCents",
                table: "Purchases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RefundedCents",
                table: "Purchases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Returns",
                table: "Purchases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "Shortfall",
                table: "Purchases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "Disputes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AmountCents = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnCents = table.Column<long>(type: "INTEGER", nullable: false),
                    ReinstatedCents = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disputes", x => x.Id);
                    table.CheckConstraint("CK_Disputes_Cents", "\"AmountCents\" >= 0 AND \"ReinstatedCents\" >= 0 AND \"ReinstatedCents\" <= \"WithdrawnCents\"");
                    table.CheckConstraint("CK_Disputes_Status", "\"Status\" IN ('Inquiry', 'InquiryUnderReview', 'InquiryClosed', 'NeedsResponse', 'UnderReview', 'Prevented', 'Lost', 'Won')");
                    table.ForeignKey(
                        name: "FK_Disputes_Purchases_PurchaseId",
                        column: x => x.PurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Proofs",
                columns: table => new
                {
                    Day = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ProvedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Sessions = table.Column<int>(type: "INTEGER", nullable: false),
                    PaidCents = table.Column<long>(type: "INTEGER", nullable: false),
                    Differences = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Proofs", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    PurchaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AmountCents = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.CheckConstraint("CK_Refunds_AmountCents", "\"AmountCents\" > 0");
                    table.CheckConstraint("CK_Refunds_Status", "\"Status\" IN ('Pending', 'Succeeded', 'Failed')");
                    table.ForeignKey(
                        name: "FK_Refunds_Purchases_PurchaseId",
                        column: x => x.PurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Shortfall",
                table: "Purchases",
                column: "CreatedAt",
                filter: "\"Shortfall\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Unsettled",
                table: "Purchases",
                column: "CreatedAt",
                filter: "\"Status\" IN ('Open', 'Pending')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Purchases_CreditsTaken",
                table: "Purchases",
                sql: "\"CreditsTaken\" >= 0 AND \"Shortfall\" >= 0 AND \"CreditsTaken\" + \"Shortfall\" <= \"Credits\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Purchases_Returned",
                table: "Purchases",
                sql: "\"PaidCents\" >= 0 AND \"RefundedCents\" >= 0 AND \"DisputedCents\" >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "CK_PaymentEvents_Outcome",
                table: "PaymentEvents",
                sql: "\"Outcome\" IN ('Ignored', 'NothingToDo', 'Noted', 'Credited', 'TakenBack', 'GivenBack', 'Flagged')");

            migrationBuilder.CreateIndex(
                name: "IX_Disputes_PurchaseId",
                table: "Disputes",
                column: "PurchaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_PurchaseId",
                table: "Refunds",
                column: "PurchaseId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Disputes");

            migrationBuilder.DropTable(
                name: "Proofs");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_Purchases_Shortfall",
                table: "Purchases");

            migrationBuilder.DropIndex(
                name: "IX_Purchases_Unsettled",
                table: "Purchases");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Purchases_CreditsTaken",
                table: "Purchases");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Purchases_Returned",
                table: "Purchases");

            migrationBuilder.DropCheckConstraint(
                name: "CK_PaymentEvents_Outcome",
                table: "PaymentEvents");

            migrationBuilder.DropColumn(
                name: "CreditsTaken",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "DisputedCents",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "PaidCents",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "RefundedCents",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "Returns",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "Shortfall",
                table: "Purchases");

            migrationBuilder.AddCheckConstraint(
                name: "CK_PaymentEvents_Outcome",
                table: "PaymentEvents",
                sql: "\"Outcome\" IN ('Ignored', 'NothingToDo', 'Noted', 'Credited', 'Flagged')");
        }
    }
}
