import { makeCuttable } from './cut-network';
import type { Host } from './host';
import { parsePageUrl } from './url';

/** `window.__phone`: what journeys and the stage may do to a phone. */
export interface PhoneHooks {
  goOffline(offline: boolean): void;
  /** Breaks open sockets once, the network stays. */
  cutSockets(): void;
  /** The person leaves the mini-program, and comes back. */
  hide(): void;
  show(): void;
  /** As a push card, a code or a shared card opens it: a fresh page stack. */
  open(url: string, scene?: number): void;
  /** Console errors, uncaught errors and unknown `wx.*`, oldest first. */
  readonly errors: readonly string[];
  readonly theme: 'light' | 'dark';
  /** Called with what the person chose in WeChat's subscribe panel. */
  onSubscribe?: (result: Record<string, string>) => void | Promise<void>;
}

export function installTestHooks(host: Host, errors: string[]): void {
  const { cutSockets } = makeCuttable(host.network);
  const hooks: PhoneHooks = {
    goOffline: (offline) => host.network.setCut(offline),
    cutSockets,
    hide: () => host.lifecycle.hide(),
    show: () => host.lifecycle.show(),
    open: (url, scene = host.parameters.scene) => {
      const { path, query } = parsePageUrl(url);
      host.lifecycle.hide();
      host.lifecycle.enterFresh({ path, query, scene, referrerInfo: {} });
      host.router.reLaunch(url);
    },
    errors,
    get theme() {
      return host.theme.name;
    },
  };
  (globalThis as { __phone?: PhoneHooks }).__phone = hooks;
}
