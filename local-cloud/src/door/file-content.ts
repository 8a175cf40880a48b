import { pipeline } from 'node:stream/promises';
import type { Exchange } from '../http/exchange';
import { CloudError } from '../kernel/errors';
import type { DoorParts } from './parts';

/**
 * `GET files/content?path=`: the bytes of a file, whatever its rule says;
 * false where the address is another. What a client uploaded never runs as a
 * page beside the door: it is a download, and a picture where one is embedded.
 */
export async function sendFileContent(
  { storage }: DoorParts,
  { method, path, url, response }: Exchange
): Promise<boolean> {
  if (path !== '/__local/files/content' || method !== 'GET') return false;
  const name = url.searchParams.get('path') ?? '';
  const entry = storage.stat(name);
  const content = entry && storage.open(name);
  if (!content) throw new CloudError('NOT_FOUND', 'there is no such file');
  response.writeHead(200, {
    'Content-Type': entry.contentType,
    'Content-Length': entry.size,
    'Content-Disposition': 'attachment',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  await pipeline(content, response);
  return true;
}
