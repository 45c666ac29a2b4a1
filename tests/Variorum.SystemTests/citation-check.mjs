// Reads a citation with citation-js, in whatever form it comes, and sets it as APA does.
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';

const answer = await fetch(process.argv[2]);
if (!answer.ok) throw new Error(`${answer.status}`);
const cite = new Cite(await answer.text());
const [entry] = cite.data;
const issued = entry.issued['date-parts'][0].map(part => String(part).padStart(2, '0')).join('-');
console.log(JSON.stringify({ title: entry.title, publisher: entry.publisher, issued, url: entry.URL, formatted: cite.format('bibliography', { format: 'text', template: 'apa', lang: 'en-US' }) }));
