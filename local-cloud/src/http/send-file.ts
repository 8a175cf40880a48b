import type { OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import fresh from 'fresh';
import parseRange from 'range-parser';
import type { FileEntry } from '../kernel/services';
import type { Exchange } from './exchange';

interface Range {
  start: number;
  end: number;
}

/** What a browser may show by itself; the rest it has to download. */
const SHOWN =
  /^(image\/(?!svg)[\w.+-]+|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain|application\/pdf)$/i;

const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/** Answers with the whole file, a part of it, or that nothing has changed. */
export async function sendFile(
  { request, response, method }: Exchange,
  entry: FileEntry,
  open: (range?: Range) => Readable | null
): Promise<void> {
  const headers = headersOf(entry);
  const conditions = request.headers as Record<string, string | undefined>;
  if (fresh(conditions, { etag: `"${entry.etag}"`, ...dated(entry) })) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = rangeOf(request.headers, entry);
  if (range === 'unsatisfiable') {
    const whole = `bytes */${entry.size}`;
    response.writeHead(416, { ...headers, 'Content-Range': whole }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: entry.size - 1 };
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'Content-Length': end - start + 1,
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${entry.size}` }),
  });
  const body = method === 'HEAD' ? null : open(range ?? undefined);
  if (body) await pipeline(body, response);
  else response.end();
}

/**
 * What somebody uploaded must not run as a page of this origin, which is the
 * door's too: it is never sniffed, and has no script, form or frame.
 */
function headersOf(entry: FileEntry): OutgoingHttpHeaders {
  const { contentType, path, etag } = entry;
  const bare = (contentType.split(';')[0] ?? '').trim();
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    'Content-Type': contentType,
    'Content-Disposition': contentDisposition(name || undefined, {
      type: SHOWN.test(bare) ? 'inline' : 'attachment',
    }),
    'X-Content-Type-Options': 'nosniff',
    // A browser's reader of PDF does not work in a sandbox.
    ...(bare !== 'application/pdf' && { 'Content-Security-Policy': SANDBOX }),
    ETag: `"${etag}"`,
    'Last-Modified': dated(entry)['last-modified'],
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-cache',
  };
}

const dated = ({ createdAt }: FileEntry) => ({
  'last-modified': new Date(createdAt).toUTCString(),
});

/** One range; of several, or of a changed file, the whole is sent. */
function rangeOf(
  headers: Exchange['request']['headers'],
  entry: FileEntry
): Range | 'unsatisfiable' | null {
  const { range: wanted, 'if-range': unless } = headers;
  if (!wanted || (unless && unless !== `"${entry.etag}"`)) return null;
  const ranges = parseRange(entry.size, wanted);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === -2 || ranges.length !== 1 || ranges.type !== 'bytes') {
    return null;
  }
  return ranges[0] ?? null;
}
