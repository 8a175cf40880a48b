import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';

/**
 * What Chromium says of a network that a test took away: the request that
 * went nowhere (`cut-network.ts`), the socket that found nobody; and js-sdk,
 * of every step of its socket and of each watch that is refused.
 */
const OF_CUT = [
  /^(console: Failed to load resource:|failed: \S+) net::ERR_(UNSAFE_PORT|CONNECTION_\w+|EMPTY_RESPONSE)/,
  /^console: WebSocket connection to \S+ failed/,
  /^console: \W*\[?realtime/,
];
/** js-sdk of an event that was under way when its watch was opened anew. */
const OF_SDK = /^console: \[realtime\] no realtime listener found responsible/;

const faults: string[] = [];

export interface Watched {
  /** From now on a test cuts the network of these pages, or its watches. */
  expectsCuts(): void;
  /** What a test brings about on purpose is no fault. */
  expects(fault: RegExp): void;
}

/**
 * Console errors (an unknown `wx.*` is one), errors of the page, requests that
 * fail or are answered with 4xx or 5xx: whoever opens a page here fails his
 * test with them, without having to remember it.
 */
export function watchFaults(context: BrowserContext, who: string): Watched {
  const expected = [OF_SDK];
  const note = (fault: string) => {
    if (expected.some((known) => known.test(fault))) return;
    faults.push(`${who}: ${fault}`);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => note(`page: ${error.error().stack}`));
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // Whoever asked has left, or closed it himself.
    if (why !== 'net::ERR_ABORTED') note(`failed: ${request.url()} ${why}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400)
      note(`answered ${response.status()}: ${response.url()}`);
  });
  return {
    expectsCuts: () => void expected.push(...OF_CUT),
    expects: (fault) => void expected.push(fault),
  };
}

const expectNone = () => expect(faults.splice(0)).toEqual([]);
// Registered before anything of the test file, so they run after all of it.
afterEach(expectNone);
afterAll(expectNone);
