(() => {
  const choose = document.querySelector('.choose'), body = document.querySelector('.told tbody');
  if (!choose) return;
  const rows = [...body.rows], buttons = [...choose.querySelectorAll('button')], selects = [...choose.querySelectorAll('select')], found = choose.querySelector('.found');
  let told = '';
  choose.hidden = false;
  buttons.forEach(button => button.addEventListener('click', () => { told = button.dataset.told; show(); }));
  // A page that was made with a choice has those rows alone: another choice is another page.
  selects.forEach(select => select.addEventListener('change', () => { if (choose.dataset.some) choose.requestSubmit(); else show(); }));
  addEventListener('hashchange', reach);
  reach();

  function show() {
    buttons.forEach(button => button.setAttribute('aria-pressed', button.dataset.told === told));
    const by = Object.fromEntries(selects.map(select => [select.dataset.by, select.value]));
    const has = (row, name) => !by[name] || row.dataset[name].split('\n').includes(by[name]);
    const is = row => (!told || row.dataset.told === told) && has(row, 'told') && has(row, 'speaker') && has(row, 'topic');
    const order = (a, b) => a.dataset.n - b.dataset.n;
    rows.sort(by.sort === 'd' ? (a, b) => b.dataset.d - a.dataset.d || order(a, b) : order);
    body.append(...rows);
    rows.forEach(row => row.classList.toggle('out', !is(row)));
    const shown = rows.filter(row => !row.classList.contains('out')).length;
    found.textContent = shown === rows.length ? '' : `${shown} of ${rows.length} statements`;
  }

  // A row that is linked to is shown, whatever is chosen.
  function reach() {
    const row = location.hash.startsWith('#statement-') && document.getElementById(location.hash.slice(1));
    if (!row || !row.classList.contains('out')) return;
    told = '';
    selects.forEach(select => { if (select.dataset.by !== 'sort') select.value = ''; });
    show();
    row.scrollIntoView();
  }
})();
