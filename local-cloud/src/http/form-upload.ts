import { pipeline } from 'node:stream';
import busboy from 'busboy';
import type { Exchange } from './exchange';
import type { ObjectUpload } from './files-front';

const MOST_FIELDS = 50;
const LONGEST_FIELD = 16 * 1024;
/** Old SDKs send the file without a name, so it is held in memory. */
const LARGEST_NAMELESS = 6 * 1024 * 1024;

/**
 * The upload of SDKs of the second generation, of old web pages and of
 * `wx.uploadFile`: a form with `Signature`, `x-cos-security-token` and, as
 * the last part, `file`. Null when the form is malformed or has no file.
 */
export function readFormUpload({
  request,
}: Exchange): Promise<ObjectUpload | null> {
  return new Promise((resolve) => {
    const fields = new Map<string, string>();
    const form = openForm(request.headers);
    if (!form) return resolve(null);
    const done = (body: AsyncIterable<Buffer>, contentType: string): void =>
      resolve({ ...uploadOf(fields), contentType, body });
    form.on('field', (name, value, { mimeType }) => {
      const bytes = Buffer.from(value, 'latin1');
      if (name === 'file') done(only(bytes), mimeType);
      else fields.set(name, bytes.toString('utf8').slice(0, LONGEST_FIELD));
    });
    form.on('file', (name, stream, { mimeType }) => {
      if (name === 'file') done(stream, mimeType);
      else stream.resume();
    });
    // Destroys the form, and the file in it, when the client goes away.
    pipeline(request, form, () => resolve(null));
  });
}

function openForm(
  headers: Exchange['request']['headers']
): busboy.Busboy | null {
  try {
    return busboy({
      headers,
      // One character for each byte, so that nothing is lost.
      defCharset: 'latin1',
      limits: { fieldSize: LARGEST_NAMELESS, fields: MOST_FIELDS, files: 1 },
    });
  } catch {
    // No boundary, or no form at all.
    return null;
  }
}

function uploadOf(
  fields: Map<string, string>
): Omit<ObjectUpload, 'contentType' | 'body'> {
  const field = (name: string): string => fields.get(name) ?? '';
  const status = Number(field('success_action_status'));
  return {
    authorization: field('Signature') || field('signature'),
    token: field('x-cos-security-token'),
    success: [200, 201].includes(status) ? status : 204,
    key: field('key'),
  };
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
