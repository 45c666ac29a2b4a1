// Asks lighthouse about pages, one browser for all: a line of JSON each, with the scores and what fell short.
// usage: node lighthouse-check.mjs CATEGORY,CATEGORY ADDRESS…
import lighthouse from 'lighthouse';
import { launch } from 'chrome-launcher';

const [categories, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu'], logLevel: 'silent' });
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: categories.split(','), logLevel: 'silent' });
    const scores = Object.fromEntries(Object.values(lhr.categories).map(category => [category.id, Math.round(category.score * 100)]));
    const short = Object.values(lhr.categories).flatMap(category => category.auditRefs.filter(audit => audit.weight > 0).map(audit => lhr.audits[audit.id])).filter(audit => audit.score !== null && audit.score < 0.9)
      .map(audit => `${audit.id}: ${audit.title} ${audit.displayValue ?? ''} ${JSON.stringify((audit.details?.items ?? []).slice(0, 3)).slice(0, 600)}`);
    const times = Object.fromEntries(['largest-contentful-paint', 'cumulative-layout-shift', 'total-blocking-time'].filter(id => lhr.audits[id]).map(id => [id, lhr.audits[id].displayValue]));
    console.log(JSON.stringify({ path: new URL(address).pathname + new URL(address).search, error: lhr.runtimeError?.message, scores, times, short }));
  }
} finally {
  await chrome.kill();
}
