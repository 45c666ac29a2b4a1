// Decides links in place: with keys or the mouse, by the forms of the page that does it without script.
(() => {
  const texts = document.querySelector('.collation .texts'), first = texts?.querySelector('.p a.decide');
  if (!first) return;
  const panes = texts.querySelector('.panes'), keys = texts.querySelector('.keys');
  const base = first.getAttribute('href').replace(/&[ab]=[^&]*/g, '');
  const id = passage => passage.id, side = passage => passage.closest('.pane.a') ? 'a' : 'b';
  const marked = () => [...panes.querySelectorAll('.p.marked')];
  let current = null, from = null;

  keys?.insertAdjacentHTML('beforeend', ' · <kbd>m</kbd> marks, <kbd>l</kbd> links what is marked, <kbd>d</kbd> decides');
  const bar = document.createElement('div'), told = document.createElement('p');
  bar.className = 'marking';
  bar.hidden = true;
  told.setAttribute('role', 'status');
  const button = (name, work) => { const made = document.createElement('button'); made.type = 'button'; made.textContent = name; made.addEventListener('click', work); return made; };
  const mark = button('Mark', () => toggle(current)), link = button('Link the marked', draw), decide = button('Decide', () => open(addressOf(current), decide));
  bar.append(told, mark, decide, link);
  texts.append(bar);

  const dialog = document.createElement('dialog'), inside = document.createElement('div'), close = button('Close', () => dialog.close());
  dialog.className = 'decider';
  dialog.setAttribute('aria-label', 'Decide');
  close.className = 'close';
  dialog.append(close, inside);
  document.body.append(dialog);
  dialog.addEventListener('close', () => { inside.replaceChildren(); from?.focus?.({ preventScroll: true }); });

  document.querySelector('.collation').addEventListener('click', event => {
    const way = event.target.closest('a.decide');
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(way.getAttribute('href'), way);
  }, true);
  panes.addEventListener('focusin', event => { const passage = event.target.closest('.p'); if (passage) show(passage); });
  panes.addEventListener('keydown', event => {
    const passage = event.target.closest?.('.p');
    if (!passage || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'm') toggle(passage);
    else if (event.key === 'l') draw();
    else if (event.key === 'd') open(addressOf(passage), passage);
    else return;
    event.preventDefault();
  });

  function show(passage) {
    current = passage;
    const list = marked();
    bar.hidden = false;
    mark.textContent = `${passage.classList.contains('marked') ? 'Unmark' : 'Mark'} ${id(passage)}`;
    decide.textContent = `Decide on ${id(passage)}`;
    link.disabled = !['a', 'b'].every(one => list.some(passage => side(passage) === one));
    told.textContent = list.length ? `Marked: ${list.map(id).join(', ')}` : 'Mark passages of both texts to link them.';
  }

  function toggle(passage) {
    passage.classList.toggle('marked');
    show(passage);
  }

  // What has the focus counts as marked where its side has no other.
  function draw() {
    const list = marked();
    if (current && !list.some(passage => side(passage) === side(current))) list.push(current);
    if (!['a', 'b'].every(one => list.some(passage => side(passage) === one))) { told.textContent = 'Mark a passage of the other text, too.'; bar.hidden = false; return; }
    open(base + list.map(passage => `&${side(passage)}=${encodeURIComponent(id(passage))}`).join(''), current);
  }

  // Of a linked passage its link, of another one the passage itself.
  function addressOf(passage) {
    const number = passage.dataset.l?.split(' ')[0];
    const row = number && document.querySelector(`.links tr[data-l="${CSS.escape(number)}"] a.decide`);
    return row ? row.getAttribute('href') : passage.querySelector('a.decide').getAttribute('href');
  }

  async function open(address, opener) {
    from = opener;
    try {
      const answer = await fetch(address, { headers: { accept: 'text/html' } });
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('deciding');
      if (!found) throw new Error();
      inside.replaceChildren(document.adoptNode(found));
      if (!dialog.open) dialog.showModal();
      (inside.querySelector('button.primary') ?? close).focus();
    } catch {
      // Whatever is wrong, the page itself says it.
      location.assign(address);
    }
  }
})();
