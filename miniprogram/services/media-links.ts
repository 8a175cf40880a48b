import { COPY } from '../contract/copy/phone';
import { LIMITS } from '../contract/limits';
import { CallError, type Call } from './call';
import type { LogPort } from './ports';
import type { ServerClock } from './server-clock';

export interface FileLink {
  url: string;
  /** A small one for a list; '' where there is none. */
  smallUrl: string;
  /** Of the server, in milliseconds. */
  expiresAt: number;
}

export interface MediaLinks {
  /** Asks for the addresses that are not known yet, all in one call. */
  want(conversationId: string, fileIds: readonly string[]): void;
  /** One that is good now. Throws CallError. */
  fetch(conversationId: string, fileId: string): Promise<FileLink>;
  /** It did not open: the next `want` asks anew. */
  forget(fileId: string): void;
}

export interface MediaLinksOptions {
  call: Call;
  serverClock: ServerClock;
  log: LogPort;
  links(): Readonly<Record<string, FileLink>>;
  setLinks(links: Record<string, FileLink>): void;
  /** No address is given for it: the message may name another file by now. */
  onMissing(conversationId: string, fileId: string): void;
}

/** Not so late that it ends while a picture is loading. */
const MARGIN_MS = 30_000;

export function createMediaLinks({
  call,
  serverClock,
  log,
  links,
  setLinks,
  onMissing,
}: MediaLinksOptions): MediaLinks {
  /** Being asked for, or refused: not asked for again by itself. */
  const asked = new Set<string>();

  const fresh = (fileId: string): FileLink | undefined => {
    const link = links()[fileId];
    const until = (link?.expiresAt ?? 0) - MARGIN_MS;
    return until > serverClock.now() ? link : undefined;
  };

  async function ask(conversationId: string, fileIds: string[]): Promise<void> {
    const input = { conversationId, fileIds };
    const answer = await call('file.links', input);
    const found = answer.links.map(({ fileId, url, smallUrl }) => {
      const { expiresAt } = answer;
      return [fileId, { url, smallUrl: smallUrl ?? '', expiresAt }] as const;
    });
    setLinks({ ...links(), ...Object.fromEntries(found) });
    found.forEach(([fileId]) => asked.delete(fileId));
    const given = new Set<string>(found.map(([fileId]) => fileId));
    fileIds
      .filter((fileId) => !given.has(fileId))
      .forEach((fileId) => onMissing(conversationId, fileId));
  }

  return {
    want(conversationId, fileIds) {
      const missing = [...new Set(fileIds)].filter(
        (fileId) => !asked.has(fileId) && !links()[fileId]
      );
      for (let at = 0; at < missing.length; at += LIMITS.filesAtOnce) {
        const batch = missing.slice(at, at + LIMITS.filesAtOnce);
        batch.forEach((fileId) => asked.add(fileId));
        ask(conversationId, batch).catch((error: unknown) => {
          batch.forEach((fileId) => asked.delete(fileId));
          log.warn('file.links', error);
        });
      }
    },
    async fetch(conversationId, fileId) {
      if (!fresh(fileId)) await ask(conversationId, [fileId]);
      const link = fresh(fileId);
      if (!link) throw new CallError('FILE_NOT_FOUND', COPY.fileBroken);
      return link;
    },
    forget(fileId) {
      asked.delete(fileId);
      const rest = { ...links() };
      delete rest[fileId];
      setLinks(rest);
    },
  };
}
