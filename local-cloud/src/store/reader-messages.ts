import type { ReadJob } from './read-job';

export interface ReaderRequest {
  job: ReadJob | 'checkpoint';
  /** Milliseconds for looking at documents. */
  limitMs: number;
}

export type ReaderReply =
  | {
      value: unknown;
      /** The newest commit that the read could see. */
      seq: number;
      /** Documents that were looked at. */
      examined: number;
    }
  | { error: { code: string; message: string; detail?: string } };
