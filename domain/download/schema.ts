import * as z from 'zod';
import { PageMark } from '../actions/page';
import { AuditQuery } from '../audit/query';
import { Reason } from '../customer/names';
import { MessageId } from '../ids';
import { RecordQuery } from '../record/query';

/** What is written into files, and as what. */
export const DownloadWish = z.discriminatedUnion('kind', [
  /** Conversations; telephone numbers in them are masked. */
  z.strictObject({
    kind: z.literal('records'),
    format: z.enum(['xlsx', 'pdf']),
    query: RecordQuery,
    /** With everything that was said; administrators only. */
    texts: z.boolean().default(false),
  }),
  /** The audit log; administrators only. */
  z.strictObject({
    kind: z.literal('audit'),
    format: z.literal('xlsx'),
    query: AuditQuery,
  }),
]);
export type DownloadWish = z.infer<typeof DownloadWish>;

export const DOWNLOAD_STATES = ['working', 'ready', 'cancelled'] as const;

/** Conversations, or rows of the audit, in one file at most. */
export const PartRows = z.int().min(1).max(500);

/** `downloads/{_id}`: files that are being made for somebody, for a day. */
export const Download = z.object({
  _id: MessageId,
  staffId: z.string(),
  wish: DownloadWish,
  purpose: Reason,
  partRows: PartRows,
  /** Part of the paths of its files; nobody can guess it. */
  key: z.string(),
  state: z.enum(DOWNLOAD_STATES),
  parts: z.array(z.object({ fileId: z.string(), rows: z.int() })),
  /** Raised at every step: of two who take one, one is too late. */
  steps: z.int(),
  /** The last row that is in a file; null: before the first. */
  after: PageMark.nullable(),
  /** How many there were when it began; null: only looking tells. */
  total: z.int().nullable(),
  createdAt: z.number(),
  expiresAt: z.number(),
});
export type Download = z.infer<typeof Download>;

/** What the page shows of it. */
export const DownloadView = Download.omit({
  _id: true,
  key: true,
  after: true,
  parts: true,
  steps: true,
}).extend({
  downloadId: MessageId,
  /** Files that are made, and rows in all of them. */
  files: z.int(),
  rows: z.int(),
});
export type DownloadView = z.infer<typeof DownloadView>;

export function downloadView(download: Download): DownloadView {
  const { _id, parts } = download;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const files = parts.length;
  // The schema drops what is not for the page.
  return DownloadView.parse({ ...download, downloadId: _id, files, rows });
}
