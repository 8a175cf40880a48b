import busboy from 'busboy';
import type { Exchange } from './exchange';

export interface FormPart {
  bytes: Buffer;
  contentType: string;
}

/**
 * The parts of a `multipart/form-data` body, as bytes: an SDK may send binary
 * data in a part without a file name. Of parts with one name the last stays.
 */
export function readForm({
  request,
  body,
}: Exchange): Promise<Map<string, FormPart>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, FormPart>();
    const form = busboy({
      headers: request.headers,
      // One character for each byte, so that nothing is lost.
      defCharset: 'latin1',
      limits: { fieldSize: body.length, parts: 100 },
    });
    form.on('field', (name, value, { mimeType }) => {
      const bytes = Buffer.from(value, 'latin1');
      parts.set(name, { bytes, contentType: mimeType });
    });
    form.on('file', (name, stream, { mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        parts.set(name, { bytes, contentType: mimeType });
      });
    });
    form.on('error', reject);
    form.on('close', () => resolve(parts));
    form.end(body);
  });
}
