// The watch, live: what the server tells takes the place of what the page was made with.
{
  const stand = document.getElementById('stand'), told = document.getElementById('told'), live = document.getElementById('live');
  if (stand && told && window.EventSource) {
    const source = new EventSource('/watch/events?after=' + encodeURIComponent(stand.dataset.from));
    const parsed = html => new DOMParser().parseFromString(html, 'text/html').body;
    source.addEventListener('open', () => { live.textContent = 'Live.'; });
    source.addEventListener('error', () => { live.textContent = source.readyState === EventSource.CLOSED ? 'Not live: look again.' : 'The connection is lost; trying again…'; });
    source.addEventListener('stand', event => {
      if (stand.contains(document.activeElement)) return;
      stand.replaceChildren(...parsed(event.data).childNodes);
    });
    source.addEventListener('news', event => {
      const line = parsed('<ol>' + event.data + '</ol>').querySelector('li');
      if (line) told.prepend(line);
      while (told.children.length > 40) told.lastElementChild.remove();
      document.getElementById('silent')?.remove();
    });
    window.addEventListener('pagehide', () => source.close());
  }
}
