import * as z from 'zod';
import { Reason } from '../customer/names';
import { DownloadView, DownloadWish, PartRows } from '../download/schema';
import { MessageId } from '../ids';
import { action } from './spec';

/** A supervisor gets what his team had. Agents take nothing away. */
const LEADERS = { supervisor: 'team', admin: 'organisation' } as const;
const One = z.strictObject({ downloadId: MessageId });
const Seen = z.object({ download: DownloadView });

/**
 * Files of what a query means. `create`, then `run` again and again while it
 * is 'working' (each call makes files for some ten seconds; the page shows
 * `rows` of `total`), then `links`. Closing the page loses nothing: `list`,
 * and go on with `run`. After a day all of it is deleted.
 */
export const downloadActions = {
  /**
   * Begins one. What it is for is on record first. The id is made by the
   * client; asking again with it begins nothing new.
   * @throws FORBIDDEN for the audit, where he is no administrator
   */
  'download.create': action({
    in: 'download',
    access: LEADERS,
    input: One.extend({
      wish: DownloadWish,
      purpose: Reason,
      /** Conversations (or rows of the audit) in each file. */
      partRows: PartRows.default(200),
    }),
    output: Seen,
  }),
  /** Does a part of the work. Two at once do it once. @throws NOT_FOUND */
  'download.run': action({
    in: 'download',
    access: LEADERS,
    input: One,
    output: Seen,
  }),
  /** His own, the latest first, 20 at most. */
  'download.list': action({
    in: 'download',
    access: LEADERS,
    input: z.strictObject({}),
    output: z.object({ downloads: z.array(DownloadView) }),
  }),
  /** Ends it and deletes its files; what is cancelled stays so. */
  'download.cancel': action({
    in: 'download',
    access: LEADERS,
    input: One,
    output: Seen,
  }),
  /**
   * Addresses of its files, good for ten minutes. Each time is on record.
   * @throws NOT_FOUND while it is not 'ready'
   */
  'download.links': action({
    in: 'download',
    access: LEADERS,
    input: One,
    output: z.object({
      files: z.array(
        z.object({
          /** `会话记录-20261121-1.xlsx` */
          name: z.string(),
          rows: z.int(),
          url: z.string(),
        })
      ),
      expiresAt: z.number(),
    }),
  }),
};
