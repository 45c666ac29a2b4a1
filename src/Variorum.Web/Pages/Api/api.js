// Answers of the API in place, and the line for a shell kept as the fields say.
document.querySelectorAll('form[data-api]').forEach(form => {
  const sent = form.querySelector('[data-sent]'), curl = form.querySelector('.curl'), out = form.querySelector('output');
  const address = () => {
    let path = form.dataset.api;
    const query = new URLSearchParams();
    form.querySelectorAll('[data-in]').forEach(field => {
      const value = field.value.trim();
      if (!value) return;
      if (field.dataset.in === 'path') path = path.replace(`{${field.name}}`, encodeURIComponent(value));
      else if (field.dataset.in === 'many') value.split(/[,\s]+/).filter(Boolean).forEach(one => query.append(field.name, one));
      else query.append(field.name, value);
    });
    return path + (query.size ? '?' + query : '');
  };
  const shell = text => "'" + text.replaceAll("'", "'\\''") + "'";
  const tell = () => { curl.textContent = 'curl ' + (form.dataset.method ? '-X ' + form.dataset.method + ' ' : '') + (sent ? '-H ' + shell('Content-Type: application/json') + ' -d ' + shell(sent.value) + ' ' : '') + shell(location.origin + address()); };
  form.querySelector('button').hidden = false;
  form.addEventListener('input', tell);
  tell();
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const begun = performance.now(), head = document.createElement('p'), more = document.createElement('pre'), body = document.createElement('pre');
    head.setAttribute('role', 'status');
    body.tabIndex = more.tabIndex = 0;
    out.replaceChildren(head, more, body);
    head.textContent = 'Asking…';
    try {
      const answer = await fetch(address(), { method: form.dataset.method ?? 'GET', ...(sent && { headers: { 'Content-Type': 'application/json' }, body: sent.value }) });
      const text = await answer.text();
      head.textContent = `${answer.status} ${answer.statusText}, ${text.length} characters in ${Math.round(performance.now() - begun)} ms`;
      more.textContent = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
      body.textContent = text.length > 200000 ? text.slice(0, 200000) + '…' : text;
    } catch {
      head.textContent = 'The server does not answer: try again in a moment.';
    }
  });
});
