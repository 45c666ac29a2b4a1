// Reads a feed with feedsmith: its format and title, and of each entry what every format has.
import { parseFeed } from 'feedsmith';

const answer = await fetch(process.argv[2]);
if (!answer.ok) throw new Error(`${answer.status}`);
const { format, feed } = parseFeed(await answer.text());
const date = text => new Date(text).toISOString().slice(0, 19);
const read = {
  json: item => ({ id: item.id, url: item.url, title: item.title, date: date(item.date_published) }),
  atom: item => ({ id: item.id, url: item.links.find(link => (link.rel ?? 'alternate') === 'alternate').href, title: item.title.value ?? item.title, date: date(item.published) }),
  rss: item => ({ id: item.guid.value, url: item.link, title: item.title.value ?? item.title, date: date(item.pubDate) }),
};
console.log(JSON.stringify({ format, title: feed.title.value ?? feed.title, items: (feed.items ?? feed.entries).map(read[format]) }));
