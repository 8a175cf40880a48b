import type { Network } from './network';

/**
 * Lets the network be cut for real: while it is cut, requests fail as a phone
 * without signal fails them and open sockets are closed without a word.
 */
export function makeCuttable(network: Network): { cutSockets(): void } {
  const sockets = new Set<WebSocket>();
  const cutSockets = () => {
    for (const socket of sockets) socket.close();
  };
  const online = () => network.status.isConnected;
  cutFetch(network);
  cutXhr(network);
  cutNewSockets(online, sockets);
  network.changed.on(({ isConnected }) => {
    if (!isConnected) cutSockets();
  });
  return { cutSockets };
}

function cutFetch(network: Network): void {
  const original = globalThis.fetch.bind(globalThis);
  globalThis.fetch = (input, init) => {
    // A file of the phone needs no network.
    if (/^(blob|data):/.test(addressOf(input))) return original(input, init);
    if (!network.status.isConnected) return Promise.reject(failure());
    return new Promise((resolve, reject) => {
      const breakOff = () => {
        if (!network.status.isConnected) reject(failure());
      };
      network.changed.on(breakOff);
      original(input, init)
        .then(resolve, reject)
        .finally(() => network.changed.off(breakOff));
    });
  };
}

const addressOf = (input: RequestInfo | URL): string =>
  input instanceof Request ? input.url : String(input);

/** Browsers refuse this port themselves: a real error, and at once. */
const NOWHERE = 'http://127.0.0.1:1/';

/** A request without network goes nowhere; one under way is broken off. */
function cutXhr(network: Network): void {
  const { prototype } = XMLHttpRequest;
  const { open, send } = prototype;
  const underway = new Set<XMLHttpRequest>();
  const opened = new WeakMap<XMLHttpRequest, string>();
  prototype.open = function (
    this: XMLHttpRequest,
    method: string,
    url: string | URL,
    async: boolean = true
  ) {
    opened.set(this, method);
    open.call(this, method, url, async);
  };
  prototype.send = function (body) {
    if (!network.status.isConnected) {
      open.call(this, opened.get(this) ?? 'GET', NOWHERE, true);
    }
    underway.add(this);
    this.addEventListener('loadend', () => underway.delete(this));
    send.call(this, body);
  };
  network.changed.on(({ isConnected }) => {
    if (isConnected) return;
    for (const request of underway) request.abort();
  });
}

function cutNewSockets(online: () => boolean, sockets: Set<WebSocket>): void {
  const Original = globalThis.WebSocket;
  globalThis.WebSocket = class extends Original {
    constructor(...args: ConstructorParameters<typeof Original>) {
      super(...args);
      sockets.add(this);
      this.addEventListener('close', () => sockets.delete(this));
      if (!online()) this.close();
    }
  };
}

function failure(): TypeError {
  return new TypeError('Failed to fetch: the phone has no network');
}
