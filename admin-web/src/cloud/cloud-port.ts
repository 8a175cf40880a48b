import type { FunctionName } from '../../../domain/actions/spec';

export interface WatchHandlers {
  /** All documents of the window, at first and after every change. */
  onDocuments: (documents: unknown[]) => void;
  /** Refused or dead for good; fires once. Whoever watches decides what now. */
  onDead: (cause: unknown) => void;
}

/**
 * What the pages need of CloudBase. Implemented by `cloudbase-port.ts` on the
 * vendor's SDK and by doubles in tests. Every method rejects with
 * `RequestFailed` (request-failed.ts), whatever way the SDK reports it.
 */
export interface Cloud {
  /** Calls a function and resolves with what it returned, unchecked. */
  invoke(name: FunctionName, event: unknown): Promise<unknown>;
  /** Whether a sign-in of any kind is stored; it may have expired. */
  hasSignIn(): Promise<boolean>;
  signInAnonymously(): Promise<void>;
  signInWithTicket(ticket: string): Promise<void>;
  signOut(): Promise<void>;
  /** Watches the presence of all staff; returns the closer. */
  watchPresence(handlers: WatchHandlers): () => void;
}
