import type { FunctionName } from '../../../domain/actions/spec';
import type { CloudDatabase } from '../../../miniprogram/services/cloud-port';
import type { FilesPort } from '../../../miniprogram/services/files-port';

export interface WatchHandlers {
  /** All documents of the window, at first and after every change. */
  onDocuments: (documents: unknown[]) => void;
  /** Refused or dead for good; fires once. Whoever watches decides what now. */
  onDead: (cause: unknown) => void;
}

/** Files that were chosen in this page, and their way into the cloud. */
export interface WebFiles extends FilesPort {
  /** Holds it while the page is open; the answer is its path, and shows it. */
  hold(file: File): string;
}

/** Documents and files: what the sign-in does without. */
export interface CloudData {
  database(): CloudDatabase;
  files: WebFiles;
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
  /** Fetched when it is first asked for; rejects where that fails. */
  data(): Promise<CloudData>;
  /** Watches the presence of all staff; returns the closer. */
  watchPresence(handlers: WatchHandlers): () => void;
}
