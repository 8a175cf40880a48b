import type { ServerResponse } from 'node:http';
import { isEmbeddedElsewhere } from '../door/guard';
import { isForeignPage } from '../http/loopback';
import type { Front } from '../http/server';
import { loadPage, type PageFile } from './page-files';

const PREFIX = '/__local/console';

/** Only what the cloud itself serves, and no text becomes markup. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** `/__local/console/`: the developer's page over the door. */
export function consoleFront(log: (line: string) => void): Front {
  return async ({ method, path, request, response }) => {
    if (path !== PREFIX && !path.startsWith(`${PREFIX}/`)) return false;
    if (isForeignPage(request) || isEmbeddedElsewhere(request)) {
      response.writeHead(403).end();
    } else if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    } else if (path === PREFIX) {
      response.writeHead(308, { Location: `${PREFIX}/` }).end();
    } else {
      const name = path.slice(PREFIX.length + 1);
      answer(response, await fileOf(name, log));
    }
    return true;
  };
}

async function fileOf(
  name: string,
  log: (line: string) => void
): Promise<PageFile | undefined> {
  try {
    return (await loadPage()).get(name);
  } catch (error) {
    log(`the console cannot be built: ${String(error)}`);
    throw error;
  }
}

function answer(response: ServerResponse, file: PageFile | undefined): void {
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': file.body.length,
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  });
  response.end(file.body);
}
