'use strict';
(() => {
  const root = document.documentElement, all = (selector, within = document) => [...within.querySelectorAll(selector)];
  // Within a page of somebody else's the report is a part of it.
  (document.querySelector('.collation') ?? root).classList.add('js');

  const theme = document.querySelector('.theme');
  const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const name = () => { theme.textContent = dark() ? 'Light' : 'Dark'; };
  if (theme) {
    theme.hidden = false;
    theme.addEventListener('click', () => { root.dataset.theme = dark() ? 'light' : 'dark'; name(); });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
    name();
  }

  for (const table of all('table.sortable')) sortable(table);
  const pairs = all('.pair').map(section => section.querySelector('.panes') ? comfort(section) : { section, choose() {}, measure() {} });
  tabs();
  addEventListener('beforeprint', () => all('details').forEach(details => { details.open = true; }));
  addEventListener('hashchange', arrive);
  arrive();

  function arrive() {
    const passage = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!passage) return;
    const pair = pairs.find(pair => pair.section.contains(passage));
    if (!pair) return;
    show(pair.section);
    if (!passage.classList.contains('p')) return;
    // The whole window of the texts comes into sight, not only the passage.
    passage.closest('.texts').querySelector('.tools').scrollIntoView();
    pair.choose(passage, true);
    passage.focus({ preventScroll: true });
  }

  function sortable(table) {
    const heads = all('th', table.tHead), body = table.tBodies[0];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const value = row => row.cells[column].dataset.v ?? row.cells[column].textContent;
        const rows = [...body.rows], full = rows.filter(row => value(row) !== ''), bare = rows.filter(row => value(row) === '');
        full.sort((a, b) => {
          const x = value(a), y = value(b), byNumber = x - y, order = Number.isNaN(byNumber) ? (x < y ? -1 : x > y ? 1 : 0) : byNumber;
          return down ? -order : order;
        });
        // What has nothing there stands last, whichever way it is sorted.
        body.append(...full, ...bare);
      });
    });
  }

  function tabs() {
    const list = document.querySelector('.tabs ul');
    // A page of somebody else's may have tabs of its own.
    if (!list || pairs.length < 2) return;
    const links = all('a', list);
    list.setAttribute('role', 'tablist');
    links.forEach((link, i) => {
      link.parentElement.setAttribute('role', 'presentation');
      link.setAttribute('role', 'tab');
      link.id = 'tab-' + pairs[i].section.id;
      link.setAttribute('aria-controls', pairs[i].section.id);
      pairs[i].section.setAttribute('role', 'tabpanel');
      pairs[i].section.setAttribute('aria-labelledby', link.id);
      link.addEventListener('click', event => { event.preventDefault(); show(pairs[i].section); });
      link.addEventListener('keydown', event => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = links[(i + step + links.length) % links.length];
        show(pairs[links.indexOf(next)].section);
        next.focus();
      });
    });
    show(pairs[0].section);
  }

  function show(section) {
    if (pairs.length < 2) return;
    pairs.forEach(pair => {
      const chosen = pair.section === section, tab = document.getElementById('tab-' + pair.section.id);
      pair.section.hidden = !chosen;
      tab?.setAttribute('aria-selected', chosen);
      if (tab) tab.tabIndex = chosen ? 0 : -1;
      if (chosen) pair.measure();
    });
  }

  function comfort(section) {
    const panes = section.querySelector('.panes'), map = section.querySelector('.map'), card = section.querySelector('.card');
    const scrolls = all('.scroll', panes), passages = scrolls.map(scroll => all('.p', scroll)), ribbons = all('.ribbon', map);
    const side = passage => scrolls[0].contains(passage) ? 0 : 1;
    const links = passage => (passage.dataset.l ?? '').split(' ').filter(Boolean);
    const members = passages.map(list => {
      const byLink = new Map();
      for (const passage of list) for (const link of links(passage)) byLink.has(link) ? byLink.get(link).push(passage) : byLink.set(link, [passage]);
      return byLink;
    });
    const partners = passage => [...new Set(links(passage).flatMap(link => members[1 - side(passage)].get(link) ?? []))];
    const sights = all('.view', map), bars = ['0', '111'].map(x => all(`.block[x="${x}"]`, map));
    const follow = section.querySelector('.follow input');
    let hovered = [], waiting = false, leading = -1, anchors = [[], []];

    section.querySelector('.tools').hidden = false;
    all('.p', panes).forEach(passage => { passage.tabIndex = -1; });
    scrolls.forEach((scroll, i) => {
      if (passages[i].length) passages[i][0].tabIndex = 0;
      scroll.addEventListener('scroll', () => { if (leading === i) lead(i); if (!waiting) { waiting = true; requestAnimationFrame(views); } }, { passive: true });
      for (const kind of ['wheel', 'touchstart', 'pointerdown', 'keydown']) scroll.addEventListener(kind, () => { leading = i; }, { passive: true });
    });
    addEventListener('resize', measure);
    measure();

    panes.addEventListener('click', event => {
      const link = event.target.closest('a[href^="#"]');
      const passage = link ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : event.target.closest('.p');
      if (!passage || !panes.contains(passage)) return;
      if (link) event.preventDefault();
      else if (!getSelection().isCollapsed) return;
      choose(passage, Boolean(link), link && !link.closest('.map') ? link.closest('.p') : null);
      passage.focus({ preventScroll: true });
    });
    panes.addEventListener('pointerover', event => {
      const passage = event.target.closest('.p'), ribbon = event.target.closest('.ribbon');
      hover(passage ? links(passage) : ribbon ? [ribbon.dataset.l] : []);
    });
    panes.addEventListener('pointerleave', () => hover([]));
    panes.addEventListener('keydown', event => {
      const passage = event.target.closest?.('.p');
      if (!passage || event.altKey || event.ctrlKey || event.metaKey) return;
      const list = passages[side(passage)].filter(p => !panes.classList.contains('dim') || p.classList.contains('hit') || p === passage);
      const at = list.indexOf(passage);
      let to = null;
      if (event.key === 'ArrowDown' || event.key === 'j') to = list[at + 1];
      else if (event.key === 'ArrowUp' || event.key === 'k') to = list[at - 1];
      else if (event.key === 'Home') to = list[0];
      else if (event.key === 'End') to = list.at(-1);
      else if (event.key === 'Enter' && event.target === passage) {
        const others = partners(passage);
        to = others[0];
      } else if (event.key === 'Escape') { release(); return; } else return;
      event.preventDefault();
      if (!to) return;
      choose(to, side(to) === side(passage), side(to) === side(passage) ? null : passage);
      to.focus({ preventScroll: true });
    });
    for (const button of all('.filters button', section)) button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true');
      filter();
    });

    const sides = section.querySelector('.sides'), choices = all('button', sides);
    sides.hidden = false;
    choices.forEach((button, i) => button.addEventListener('click', () => scrolls[i].parentElement.scrollIntoView()));

    function hover(which) {
      hovered.forEach(element => element.classList.remove('hov'));
      hovered = which.flatMap(link => [...(members[0].get(link) ?? []), ...(members[1].get(link) ?? []), ...ribbons.filter(ribbon => ribbon.dataset.l === link)]);
      hovered.forEach(element => element.classList.add('hov'));
    }

    function release() {
      all('.on', panes).forEach(element => element.classList.remove('on'));
      map.classList.remove('some');
      card.hidden = true;
    }

    // The chosen passage comes into sight, and its partners to the same height beside it.
    function choose(passage, bring, from) {
      release();
      leading = -1;
      const mine = side(passage), others = partners(passage), which = links(passage);
      for (const one of [passage, ...others]) one.classList.add('on');
      passages[mine].forEach(one => { one.tabIndex = one === passage ? 0 : -1; });
      ribbons.forEach(ribbon => ribbon.classList.toggle('on', which.includes(ribbon.dataset.l)));
      map.classList.toggle('some', which.length > 0);
      const beside = from && others.includes(from) ? from : others[0];
      if (from && beside === from) align(scrolls[mine], passage, top(beside));
      else {
        if (bring) reveal(scrolls[mine], passage);
        if (beside) align(scrolls[1 - mine], beside, top(passage));
        // At the end of a text the partner cannot come all the way: then the chosen one comes to it.
        if (beside && Math.abs(top(beside) - top(passage)) > 4) align(scrolls[mine], passage, top(beside));
      }
      if (stacked() && (bring || from)) passage.scrollIntoView({ block: 'center' });
      views();
      tell(which, stacked() ? others : []);
    }

    // On a narrow screen one text stands below the other, and the page itself scrolls.
    function stacked() { return getComputedStyle(panes).display === 'block'; }

    function top(passage) { const scroll = scrolls[side(passage)]; return passage.offsetTop - scroll.scrollTop; }

    function align(scroll, passage, height) {
      scroll.scrollTop = passage.offsetTop - Math.max(0, Math.min(height, scroll.clientHeight - passage.offsetHeight - 8));
    }

    function reveal(scroll, passage) {
      const at = top(passage);
      if (at < 0 || at + passage.offsetHeight > scroll.clientHeight) scroll.scrollTop = passage.offsetTop - scroll.clientHeight / 4;
    }

    function tell(which, far) {
      card.replaceChildren();
      for (const passage of far) {
        const line = document.createElement('p'), text = passage.querySelector('.t').cloneNode(true), name = document.createElement('b');
        name.textContent = passage.querySelector('.n').textContent;
        line.append(name, ' ', text);
        card.append(line);
      }
      for (const row of which.map(link => section.querySelector(`.links tr[data-l="${CSS.escape(link)}"]`)).filter(Boolean)) {
        const line = document.createElement('p'), cells = [...row.cells].map(cell => cell.textContent);
        const head = document.createElement('b');
        head.textContent = `${cells[0]} ${cells[2]} ${cells[1]}`;
        line.append(head, ` · ${cells[3]} sure`, cells[4] ? ` · because of ${cells[4]}` : '');
        card.append(line);
      }
      if (!card.childElementCount) { card.hidden = true; return; }
      const close = document.createElement('button');
      close.type = 'button';
      close.textContent = 'Let go';
      close.addEventListener('click', release);
      card.prepend(close);
      card.hidden = false;
    }

    function filter() {
      const shown = all('.filters [aria-pressed="true"]', section).map(button => button.dataset.show);
      panes.classList.toggle('dim', shown.length > 0);
      const hit = element => shown.length === 0 || shown.some(kind => element.classList.contains(kind));
      passages.flat().forEach(passage => passage.classList.toggle('hit', hit(passage)));
      ribbons.forEach(ribbon => ribbon.classList.toggle('out', !hit(ribbon)));
      const kinds = shown.filter(kind => kind !== 'same' && kind !== 'partial');
      all('.variants tbody tr', section).forEach(row => row.classList.toggle('out', kinds.length > 0 && !kinds.some(kind => row.classList.contains(kind))));
      measure();
      if (shown.length && !stacked()) scrolls.forEach((scroll, i) => { const first = passages[i].find(passage => passage.classList.contains('hit')); if (first) scroll.scrollTop = first.offsetTop - 60; });
    }

    // Links that cross none of the others lead one text along with the other: the longest rising run of them.
    function measure() {
      // Short texts need no window of their own.
      panes.style.height = '';
      const natural = Math.max(...scrolls.map(scroll => (scroll.lastElementChild?.offsetTop ?? 0) + (scroll.lastElementChild?.offsetHeight ?? 0))) + 90;
      panes.classList.toggle('whole', !stacked() && natural < innerHeight - 88);
      if (panes.classList.contains('whole')) panes.style.height = `${Math.max(natural, 260)}px`;
      const steps = [];
      for (const [link, list] of members[0]) if (members[1].has(link)) steps.push([list[0].offsetTop, members[1].get(link)[0].offsetTop]);
      steps.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const best = steps.map(() => 1), before = steps.map(() => -1);
      let last = -1;
      for (let i = 0; i < steps.length; i++) {
        for (let j = Math.max(0, i - 200); j < i; j++) if (steps[j][1] <= steps[i][1] && best[j] + 1 > best[i]) { best[i] = best[j] + 1; before[i] = j; }
        if (last < 0 || best[i] > best[last]) last = i;
      }
      const run = [];
      for (let i = last; i >= 0; i = before[i]) run.unshift(steps[i]);
      const ends = scrolls.map(scroll => scroll.scrollHeight);
      anchors = [[0, 0], ...run, ends];
      views();
    }

    function lead(i) {
      if (!follow.checked) return;
      const height = scrolls[i].clientHeight / 3, at = scrolls[i].scrollTop + height;
      let k = 1;
      while (k < anchors.length - 1 && anchors[k][i] < at) k++;
      const [from, to] = [anchors[k - 1], anchors[k]], span = to[i] - from[i];
      const part = span > 0 ? Math.max(0, Math.min(1, (at - from[i]) / span)) : 0;
      scrolls[1 - i].scrollTop = from[1 - i] + part * (to[1 - i] - from[1 - i]) - height;
    }

    // On the map: the part of each text that is in sight.
    function views() {
      waiting = false;
      scrolls.forEach((scroll, i) => {
        const rect = sights[i], blocks = bars[i];
        if (!blocks.length) return;
        const first = blocks[reaching(passages[i], scroll.scrollTop)], last = blocks[reaching(passages[i], scroll.scrollTop + scroll.clientHeight)];
        rect.setAttribute('y', first.getAttribute('y'));
        rect.setAttribute('height', +last.getAttribute('y') + +last.getAttribute('height') - first.getAttribute('y'));
      });
    }

    // The first passage that ends below a height, or the last one; they stand one under the other.
    function reaching(list, height) {
      let low = 0, high = list.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle].offsetTop + list[middle].offsetHeight > height) high = middle;
        else low = middle + 1;
      }
      return low;
    }

    return { section, choose, measure };
  }
})();
