using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>What was charged, and buttons for everything that may become of it.</summary>
internal static class ChargesHtml
{
    private const int Shown = 50;

    public static Html Of(SandboxState state)
    {
        var rows = state.Sessions.AsEnumerable().Reverse().Select(session => (session, charge: Charge(state, session)))
            .Where(row => row.charge is not null).Take(Shown).Select(row => Rows(state, row.session, row.charge!));
        if (!state.Charges.Exists(charge => charge.Status == "succeeded"))
            return $"""<p class="panel empty">No charge yet. Paying a session makes one.</p>""";
        return $"""
            <div class="panel scroll" role="region" aria-labelledby="charges" tabindex="0"><table>
            <thead><tr><th>Charge</th><th class="amount">Amount</th><th>State</th><th>Actions</th></tr></thead>
            <tbody>{rows}</tbody></table></div>
            """;
    }

    private static Charge? Charge(SandboxState state, CheckoutSession session)
    {
        var payment = state.Payments.Find(p => p.Id == session.PaymentId);
        return state.Charges.Find(c => c.Id == payment?.LatestChargeId && c.Status == "succeeded");
    }

    private static Html Rows(SandboxState state, CheckoutSession session, Charge charge)
    {
        var refunds = state.Refunds.Where(refund => refund.ChargeId == charge.Id).Select(RefundRow);
        var disputes = state.Disputes.Where(dispute => dispute.ChargeId == charge.Id).Select(DisputeRow);
        var left = charge.AmountCents - state.RefundedCents(charge);
        var isDisputed = state.Disputes.Exists(dispute => dispute.ChargeId == charge.Id);
        var refund = left == 0 ? Html.Empty : Html.Of($"""
            {ControlHtml.Button($"/sessions/{session.Id}/refund-all", "Refund all")}
            {ControlHtml.Button($"/sessions/{session.Id}/refund-5", "Refund $5")}
            {ControlHtml.Button($"/sessions/{session.Id}/refund-pending", "Refund, pending")}
            """);
        var dispute = isDisputed ? Html.Empty : Html.Of($"""
            {ControlHtml.Button($"/sessions/{session.Id}/dispute", "Dispute")}
            {ControlHtml.Button($"/sessions/{session.Id}/inquire", "Inquiry")}
            """);
        return $"""
            <tr><td>{session.Items[0].Name}<small><code title="{charge.Id}">{ControlHtml.Short(charge.Id)}</code>
            {session.PayerEmail}</small></td>
            <td class="amount">{Currency.Format(charge.AmountCents, charge.Currency)}</td>
            <td>{Currency.Format(left, charge.Currency)} not refunded</td>
            <td><div class="actions">{refund}{dispute}</div></td></tr>
            {refunds}{disputes}
            """;
    }

    private static Html RefundRow(Refund refund)
    {
        var succeeds = refund.Status == "pending"
            ? ControlHtml.Button($"/refunds/{refund.Id}/succeed", "Succeeds")
            : Html.Empty;
        var fails = refund.IsStanding
            ? ControlHtml.Button($"/refunds/{refund.Id}/fail", "Fails at the bank")
            : Html.Empty;
        return Row("Refund", refund.Id, -refund.AmountCents, refund.Currency, refund.Status, $"{succeeds}{fails}");
    }

    private static Html DisputeRow(Dispute dispute)
    {
        Html Button(string verb, string label) => ControlHtml.Button($"/disputes/{dispute.Id}/{verb}", label);
        Html actions = dispute.Status switch
        {
            "warning_needs_response" => $"""{Button("escalate", "Becomes a dispute")}{Button("win", "Closes")}""",
            "needs_response" =>
                $"""{Button("answer", "Answered")}{Button("win", "Won")}{Button("lose", "Lost")}""",
            "under_review" => $"""{Button("win", "Won")}{Button("lose", "Lost")}""",
            _ => Html.Empty,
        };
        var cents = dispute.Moves.Sum(move => move.AmountCents);
        return Row("Dispute", dispute.Id, cents, dispute.Currency, dispute.Status, actions);
    }

    private static Html Row(string what, string id, long cents, string currency, string status, Html actions) => $"""
        <tr><td>{what}<small><code title="{id}">{ControlHtml.Short(id)}</code></small></td>
        <td class="amount">{(cents < 0 ? "−" : "")}{Currency.Format(Math.Abs(cents), currency)}</td>
        <td>{ControlHtml.Badge(status)}</td>
        <td><div class="actions">{actions}</div></td></tr>
        """;
}
