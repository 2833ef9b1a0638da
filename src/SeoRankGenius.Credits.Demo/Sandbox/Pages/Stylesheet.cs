namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The sandbox's own look: the colours of the app, none of its files.</summary>
internal static class Stylesheet
{
    public const string Logo = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26"><rect width="26" height="26" rx="7" fill="#92400e"/>
        <path d="M7 9h12M7 13h12M7 17h7" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>
        """;

    public const string Text = """
        :root {
          color-scheme: light dark;
          --ink: light-dark(#14172b, #eceefb); --muted: light-dark(#596080, #a3aacb);
          --line: light-dark(#e3e6f2, #2b3050); --edge: light-dark(#7d84a3, #7079a6);
          --page: light-dark(#f6f7fc, #0e1120); --card: light-dark(#fff, #171b31); --soft: light-dark(#eef0fd, #1f2444);
          --brand: light-dark(#4338ca, #a5b0ff); --brand-fill: light-dark(#4338ca, #5b63e6);
          --good: light-dark(#0f766e, #5eead4); --bad: light-dark(#b42318, #fda29b);
          --warn: light-dark(#92400e, #fcd34d); --warn-soft: light-dark(#fef3c7, #3a2d0c);
          --radius: 14px; --shadow: 0 1px 2px rgb(20 23 43/.06), 0 8px 24px -16px rgb(20 23 43/.25);
          font: 16px/1.55 Inter, system-ui, "Segoe UI", Roboto, sans-serif;
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--page); color: var(--ink); font-feature-settings: "tnum", "cv11" }
        main { max-width: 1080px; margin: auto; padding: 32px 24px 64px }
        h1, h2, p, ul, dl, dd, fieldset { margin: 0; padding: 0 }
        h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.02em }
        h2 { font-size: 1.25rem; letter-spacing: -.01em; margin: 36px 0 12px }
        a { color: var(--brand) }
        small { display: block; color: var(--muted); font-size: .8125rem }
        .banner { background: var(--warn-soft); color: var(--warn); text-align: center; font-size: .875rem;
          padding: 8px 24px }
        .closed h2 { margin-top: 0 }
        .panel { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius);
          box-shadow: var(--shadow) }
        .panel + .panel { margin-top: 12px }
        .hint { color: var(--muted); font-size: .8125rem }
        .error { color: var(--bad); font-size: .875rem; font-weight: 600; margin-top: 4px }

        button, .button { font: inherit; font-weight: 650; border: 1px solid transparent; border-radius: 10px;
          padding: 10px 16px; background: var(--brand-fill); color: #fff; cursor: pointer; text-decoration: none;
          display: inline-block }
        .quiet { background: var(--card); color: var(--brand); border-color: var(--line); font-weight: 600;
          font-size: .875rem; padding: 6px 12px }
        .quiet:hover { background: var(--soft) }
        button.main { width: 100%; padding: 13px 16px; margin-top: 24px; font-size: 1.0625rem }
        :is(button, .button, input, a, [tabindex]):focus-visible {
          outline: 3px solid var(--brand); outline-offset: 2px }

        .field { display: grid; gap: 4px; align-content: start }
        .field label, legend { font-size: .875rem; font-weight: 600 }
        .field input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge);
          border-radius: 9px; padding: 10px 12px; width: 100%; min-width: 0 }
        .field input::placeholder { color: var(--muted); opacity: .85 }
        .field input[readonly] { background: var(--soft); border-color: var(--line); color: var(--muted) }
        .field input[aria-invalid] { border-color: var(--bad); outline-color: var(--bad) }

        .checkout { display: grid; grid-template-columns: 1fr minmax(0, 26rem); gap: 56px; align-items: start;
          max-width: 960px; margin: auto }
        .back { display: inline-block; margin-bottom: 20px; font-size: .875rem; font-weight: 600;
          text-decoration: none }
        .summary h1 { font-size: 1rem; letter-spacing: 0; font-weight: 500; color: var(--muted); margin-bottom: 20px }
        .total { display: block; font-size: 2.75rem; font-weight: 700; letter-spacing: -.03em; line-height: 1.25;
          color: var(--ink) }
        .items { list-style: none }
        .items li { display: flex; justify-content: space-between; gap: 16px; padding: 14px 0;
          border-top: 1px solid var(--line) }
        .items li > b, dd { white-space: nowrap }
        .code { display: flex; gap: 10px; align-items: center; justify-content: space-between; padding: 14px 0;
          border-top: 1px solid var(--line) }
        .code .field { flex: 1 }
        .code .field + button { align-self: start; margin-top: 26px; padding-block: 12px }
        .sums { border-top: 1px solid var(--line); padding-top: 12px }
        .sums div { display: flex; justify-content: space-between; padding: 4px 0; color: var(--muted) }
        .sums div:last-child { color: var(--ink); font-weight: 700 }
        .pay { padding: 26px 24px }
        .pay > .hint { margin-top: 14px; text-align: center }
        legend { padding: 0 }
        .ways { border: 0; margin-top: 20px; min-width: 0 }
        .way { display: flex; align-items: center; gap: 10px; border: 1px solid var(--line); padding: 11px 14px;
          margin-top: -1px; cursor: pointer; font-weight: 600; font-size: .9375rem }
        .way:first-of-type { border-radius: 10px 10px 0 0; margin-top: 8px }
        .way:last-of-type { border-radius: 0 0 10px 10px }
        .way:has(:checked) { background: var(--soft) }
        .way input { accent-color: var(--brand-fill); width: 18px; height: 18px; margin: 0 }
        .card-fields { border: 1px solid var(--line); margin-top: -1px; padding: 16px 14px; display: grid; gap: 14px }
        .card-fields:last-child { border-radius: 0 0 10px 10px }
        .ways:has([value^=BankDebit]:checked) .card-fields { display: none }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px }
        .hints { display: grid; gap: 8px }
        .hints button { text-align: left; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 10px }
        .number { font-variant-numeric: tabular-nums; color: var(--ink) }
        .closed { max-width: 34rem; margin: 5vh auto 0; padding: 32px 28px; display: grid; gap: 16px;
          justify-items: start }
        .closed .items { width: 100%; border-bottom: 1px solid var(--line) }

        .lead { color: var(--muted); margin: 4px 0 20px }
        .travel { padding: 16px 20px; display: flex; flex-wrap: wrap; gap: 12px; align-items: center;
          justify-content: space-between }
        .travel small { overflow-wrap: anywhere }
        .actions { display: flex; flex-wrap: wrap; gap: 8px }
        .empty { padding: 28px 20px; color: var(--muted); text-align: center }
        .scroll { overflow-x: auto; padding: 4px 20px }
        table { border-collapse: collapse; width: 100%; font-size: .9375rem }
        th { text-align: left; font-size: .8125rem; font-weight: 600; color: var(--muted) }
        th, td { padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); vertical-align: top }
        tr:last-child td { border-bottom: 0 }
        td .actions { flex-wrap: nowrap }
        td .quiet { white-space: nowrap }
        .amount { text-align: right; white-space: nowrap }
        .badge { display: inline-block; border-radius: 999px; padding: 2px 10px; font-size: .8125rem; font-weight: 600;
          white-space: nowrap; background: var(--soft); color: var(--brand) }
        .badge:is(.paid, .delivered) { color: var(--good) }
        .badge:is(.unpaid, .waiting) { background: var(--warn-soft); color: var(--warn) }
        .badge:is(.expired, .given-up) { color: var(--muted) }

        @media (max-width: 760px) {
          main { padding: 20px 16px 48px }
          .checkout { grid-template-columns: minmax(0, 1fr); gap: 24px }
          .total { font-size: 2.25rem }
          .pay { padding: 20px 16px }
        }
        """;
}
