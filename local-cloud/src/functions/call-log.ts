import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { CallRecord, InvokeRequest, LogLine } from '../kernel/services';

const KEPT_CALLS = 1_000;
/** The worker hands over 500 at most; the cloud adds its own detail. */
const KEPT_LINES = 510;
const KEPT_RESULT = 4_000;
const MEGABYTE = 1024 * 1024;

/** What a call ended with. */
export type Outcome =
  { ok: true; json: string; rss: number } | { ok: false; error: unknown };

/** A call under way; `done` turns it into a record. */
export interface OpenRecord {
  print(line: LogLine): void;
  /** Returns the record that is kept from now on. */
  done(outcome: Outcome): CallRecord;
}

/** The newest calls, bounded in number, lines and length. */
export class CallLog {
  private readonly records: CallRecord[] = [];

  open(
    request: InvokeRequest,
    requestId: string,
    startedAt: number
  ): OpenRecord {
    const begin = performance.now();
    const logs: LogLine[] = [];
    const print = (line: LogLine): void => {
      if (logs.length < KEPT_LINES) logs.push(line);
    };
    return {
      print,
      done: (outcome) => {
        const detail = !outcome.ok && detailOf(outcome.error);
        if (detail) print({ level: 'error', text: detail });
        const record = {
          requestId,
          functionName: request.name,
          source: request.source,
          caller: personOf(request.caller),
          startedAt,
          durationMs: Math.round(performance.now() - begin),
          ...ending(outcome),
          logs,
        };
        this.records.push(record);
        if (this.records.length > KEPT_CALLS) this.records.shift();
        return record;
      },
    };
  }

  read(
    filter: { functionName?: string; requestId?: string } = {}
  ): CallRecord[] {
    const { functionName, requestId } = filter;
    return this.records.filter(
      (record) =>
        (functionName ?? record.functionName) === record.functionName &&
        (requestId ?? record.requestId) === record.requestId
    );
  }

  clear(): void {
    this.records.length = 0;
  }
}

function ending(
  outcome: Outcome
): Pick<CallRecord, 'ok' | 'result' | 'memoryMb' | 'error'> {
  if (!outcome.ok) return { ok: false, error: textOf(outcome.error) };
  return {
    ok: true,
    result: outcome.json.slice(0, KEPT_RESULT),
    memoryMb: Math.round(outcome.rss / MEGABYTE),
  };
}

function textOf(error: unknown): string {
  if (!(error instanceof CloudError)) return String(error);
  return `${error.code}: ${error.message}`;
}

function detailOf(error: unknown): string | undefined {
  return error instanceof CloudError ? error.detail : String(error);
}

function personOf(caller: ClientCaller | null): CallRecord['caller'] {
  if (!caller) return null;
  const { openid, uid } = caller;
  return { ...(openid && { openid }), ...(uid && { uid }) };
}
