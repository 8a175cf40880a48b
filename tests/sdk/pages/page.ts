import { behaviours, type Behaviour } from '../behaviours';
import type { Client, Watching } from '../behaviours/client';
import { webClient, type WebApp } from '../clients/web-client';

/** What the tests call in the page; `cutSockets` they put there. */
declare global {
  interface Window {
    cutSockets(): Promise<void>;
    connect(order: Order): Promise<void>;
    run(name: Behaviour): Promise<unknown>;
    /** uid of whoever is signed in, or nothing. */
    who(): Promise<string | undefined>;
    client: Client;
    /** What a test watches, and looks at later. */
    watching: Watching;
  }
}

export interface Order {
  mark: string;
  /** `127.0.0.1:P`. */
  host: string;
  env: string;
  mode: 'GATEWAY' | 'CLOUD_API';
  /** Whether to sign in anonymously or go on with what the page kept. */
  signIn: boolean;
}

export interface PageAuth {
  signInAnonymously(options: object): Promise<unknown>;
  getCurrentUser(): Promise<{ uid: string } | null>;
}

export interface PageApp {
  app: WebApp;
  auth: PageAuth;
}

/** Gives the page its `window.connect` and `window.run`. */
export function servePage(pointAt: (order: Order) => PageApp): void {
  let signedIn: PageAuth | undefined;
  window.connect = async (order) => {
    const { app, auth } = pointAt(order);
    if (order.signIn) await auth.signInAnonymously({});
    signedIn = auth;
    window.client = webClient(app, {
      mark: order.mark,
      fileOf: (text) => new File([text], 'file.txt'),
      cutSockets: () => window.cutSockets(),
    });
  };
  window.run = (name) => behaviours[name](window.client);
  window.who = async () => (await signedIn?.getCurrentUser())?.uid;
}
