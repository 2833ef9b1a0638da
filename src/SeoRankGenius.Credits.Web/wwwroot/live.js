// The balances move by themselves: a stream from the server sends the numbers whenever they change. Without it, or
// before it, the page shows what it was loaded with.
'use strict';

for (const board of document.querySelectorAll('[data-live]')) {
  const hiddenFor = 60_000, settlesIn = 1_000; // milliseconds
  const format = new Intl.NumberFormat('en-US');
  const status = document.querySelector('[data-live-status]');
  const bar = { shared: board.querySelector('[data-share=shared]'), domain: board.querySelector('[data-share=domain]') };
  let stream, resting, announcing;

  const show = (balances) => {
    let moved = false;
    for (const tile of board.querySelectorAll('[data-balance]')) {
      const credits = balances[tile.dataset.balance];
      if (Number(tile.value) === credits) continue;
      tile.value = credits;
      tile.textContent = format.format(credits);
      moved = true;
    }
    if (!moved) return;
    draw(balances);
    // Of many small steps only the last is read out.
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      status.textContent = `Total Available is now ${format.format(balances.total)} credits.`;
    }, settlesIn);
  };

  // As the server draws it: a pool that holds anything has at least two hundredths of the bar.
  const draw = ({ total, shared, domain }) => {
    const part = shared === 0 ? 0 : domain === 0 ? 1 : Math.min(0.98, Math.max(0.02, shared / total));
    const percent = (share) => `${(share * 100).toFixed(2)}%`;
    bar.shared.setAttribute('width', percent(part));
    bar.domain.setAttribute('x', percent(part));
    bar.domain.setAttribute('width', percent(total === 0 ? 0 : 1 - part));
    bar.domain.setAttribute('transform', `translate(${shared > 0 ? 3 : 0})`);
  };

  const open = () => {
    clearTimeout(resting);
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    // It reconnects by itself; a refused session closes it for good.
    stream = new EventSource(board.dataset.live);
    stream.onmessage = (event) => show(JSON.parse(event.data));
  };

  // A browser gives one server six connections: a tab that nobody looks at gives its own back after a while.
  const rest = () => { resting = setTimeout(() => stream.close(), hiddenFor); };

  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : open()));
  addEventListener('pageshow', open);
  addEventListener('online', open);
  addEventListener('pagehide', () => stream?.close());
}
