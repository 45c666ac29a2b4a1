// Reads a WARC file with warcio: for each record a line with its place, what it is, and its digests made anew.
import { createReadStream } from 'node:fs';
import { WARCParser } from 'warcio';
import { WARCSerializer } from 'warcio/node';

const parser = new WARCParser(createReadStream(process.argv[2]), { keepHeadersCase: true });
for await (const record of parser) {
  const given = [record.warcBlockDigest, record.warcPayloadDigest];
  const line = [record.warcHeaders.statusline, record.warcType, record.warcHeader('WARC-Record-ID'), record.warcDate, record.warcTargetURI];
  await new WARCSerializer(record, {}).digestRecord({ recompute: true });
  line.push(given[0], record.warcBlockDigest, given[1], record.warcPayloadDigest, record.warcContentLength);
  await record.skipFully();
  console.log([parser.offset, ...line].map(part => part ?? '-').join('\t'));
}
