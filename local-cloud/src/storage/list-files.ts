import type { FileEntry } from '../kernel/services';

export interface ListRequest {
  /** Paths that begin with this. */
  prefix?: string;
  /** The `next` of the page before. */
  after?: string;
  /** At most 1,000; default 100. */
  limit?: number;
}

export interface FileList {
  files: FileEntry[];
  /** All that have the prefix. */
  total: number;
  /** Null on the last page. */
  next: string | null;
}

const MOST = 1_000;

/** One page, by path in the order of its code units. */
export function listFiles(
  entries: Iterable<FileEntry>,
  { prefix = '', after, limit = 100 }: ListRequest = {}
): FileList {
  const meant = [...entries]
    .filter(({ path }) => path.startsWith(prefix))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const rest = meant.filter(({ path }) => after === undefined || path > after);
  const files = rest.slice(0, Math.max(1, Math.min(limit, MOST)));
  const next = rest.length > files.length ? files.at(-1)?.path : undefined;
  return { files, total: meant.length, next: next ?? null };
}
