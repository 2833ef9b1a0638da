// Makes pages that work without it a little quicker to use.
'use strict';

{
  const checkoutOpensIn = 4000; // milliseconds

  // The switcher shows the chosen site at once. Arrow keys walk through the list, so they wait for Show.
  for (const form of document.querySelectorAll('[data-switcher]')) {
    const select = form.querySelector('select');
    if (!select) continue;
    const show = form.querySelector('button');
    let walks = false;
    show.hidden = true;
    for (const start of ['blur', 'pointerdown']) select.addEventListener(start, () => { walks = false; });
    select.addEventListener('keydown', (event) => { walks = event.key !== 'Enter'; });
    select.addEventListener('change', () => {
      show.hidden = !walks;
      if (!walks) form.submit();
    });
  }

  // The account menu closes with Escape and with a press elsewhere.
  for (const menu of document.querySelectorAll('[data-menu]')) {
    document.addEventListener('pointerdown', (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !menu.open) return;
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  }

  // A slash leads to the search, as in other tools.
  const find = document.querySelector('[data-find]');
  document.addEventListener('keydown', (event) => {
    if (!find || event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input, textarea, select, [contenteditable]')) return;
    event.preventDefault();
    find.focus();
    find.select();
  });

  // Keys and ids get a button that copies them.
  for (const text of navigator.clipboard ? document.querySelectorAll('[data-copy]') : []) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.ariaLabel = `Copy ${text.dataset.copy}`;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    (text.closest('a') ?? text).after(button);
  }

  // Buy Now says that the checkout is on its way, and a second click does nothing meanwhile.
  const status = document.querySelector('[data-buy-status]');
  for (const form of document.querySelectorAll('[data-buy]')) {
    const button = form.querySelector('button');
    const [text, name] = [button.textContent, button.ariaLabel];
    const opening = form.dataset.buy || 'Opening checkout';
    const say = (now) => {
      button.textContent = now;
      button.ariaLabel = name.replace(text, now);
    };
    form.addEventListener('submit', (event) => {
      if (button.getAttribute('aria-disabled')) {
        event.preventDefault();
        return;
      }
      button.setAttribute('aria-disabled', 'true');
      say(`${opening}…`);
      status.textContent = `${opening} in a new tab.`;
      setTimeout(() => {
        button.removeAttribute('aria-disabled');
        say(text);
        status.textContent = '';
      }, checkoutOpensIn);
    });
  }
}
