// The balances of an open tab change with the server: a stream of events sends the numbers, and what the page would say
// if it were loaded now. Without a stream the page shows what it was loaded with.
'use strict';

for (const board of document.querySelectorAll('[data-live]')) {
  const hiddenFor = 60_000, settlesIn = 1_000, highlightedFor = 1_600; // milliseconds
  const format = new Intl.NumberFormat('en-US');
  const status = document.querySelector('[data-live-status]');
  const notice = document.querySelector('[data-live-notice]');
  const bar = { shared: board.querySelector('[data-share=shared]'), domain: board.querySelector('[data-share=domain]') };
  let stream, resting, announcing;

  const show = (balances) => {
    let moved = false;
    for (const tile of board.querySelectorAll('[data-balance]')) {
      const credits = balances[tile.dataset.balance];
      if (Number(tile.value) === credits) continue;
      tile.value = credits;
      tile.textContent = format.format(credits);
      highlight(tile.closest('.tile'));
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

  const highlight = (tile) => {
    tile.classList.add('moved');
    setTimeout(() => tile.classList.remove('moved'), highlightedFor);
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

  const say = (text, link, address) => {
    notice.hidden = !text;
    notice.textContent = text ? `${text} ` : '';
    if (!text) return;
    const anchor = document.createElement('a');
    anchor.textContent = link;
    anchor.href = address;
    notice.append(anchor);
  };

  // A low balance or a stopped top-up that the page was loaded with has its own notice.
  const tell = ({ plan, low, isEmpty, isTopUpStopped }) => {
    const loaded = document.querySelector('[data-low-balance]');
    if (plan !== notice.dataset.plan) say(`Your plan is now ${plan}.`, 'Reload', location.href);
    else if (isEmpty) say('No credits left. AI actions are paused until you top up.', 'Buy credits', '#buy-shared');
    else if (low && !loaded) {
      say(`Credits are running low. This site has fewer than ${format.format(low)} credits left.`, 'Buy credits', '#buy-shared');
    } else if (isTopUpStopped && notice.dataset.stopped === 'false') {
      say('Auto top-up has stopped.', 'View auto top-up', notice.dataset.topUp);
    } else say('');
    if (loaded) loaded.hidden = !low || isEmpty;
  };

  // A stream that is refused stays closed. Its status says why.
  const explain = async () => {
    const aborting = new AbortController();
    const answer = await fetch(board.dataset.live, { signal: aborting.signal, cache: 'no-store' });
    aborting.abort();
    if (answer.status === 401) say('You are signed out.', 'Sign in', location.href);
    if (answer.status === 204) say('Your plan has changed.', 'Reload', location.href);
  };

  const open = () => {
    clearTimeout(resting);
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    // It reconnects by itself; a refused session closes it for good.
    stream = new EventSource(board.dataset.live);
    stream.onmessage = (event) => show(JSON.parse(event.data));
    stream.addEventListener('state', (event) => tell(JSON.parse(event.data)));
    stream.onerror = ({ target }) => {
      if (target.readyState === EventSource.CLOSED) explain().catch(() => {});
    };
  };

  // A browser gives one server six connections, so a tab that has been hidden for a while closes its own.
  const rest = () => { resting = setTimeout(() => stream.close(), hiddenFor); };

  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : open()));
  addEventListener('pageshow', open);
  addEventListener('online', open);
  addEventListener('pagehide', () => stream?.close());
}
