import { createHash } from 'node:crypto';
import { CLEAN, refusePerson } from './content-check';
import { fine, refusal } from './errcodes';
import { fetchMedia } from './fetch-media';
import type { Memory } from './memory';
import type { MessagePush, PushEvent } from './message-push';
import { textOf } from './options';
import type { ApiParams, ApiReply, Surroundings } from './options';
import type { RiskyMedia, Suggestion } from './settings';
import { traceId } from './trace-id';

interface Verdict {
  suggest: Suggestion;
  label: number;
}

interface Job {
  traceId: string;
  openid: string;
  mediaUrl: string;
  dueAt: number;
  /** Absent until it was downloaded; null when that failed. */
  verdict?: Verdict | null;
}

export interface MediaParts extends Surroundings {
  memory: Memory;
  push: MessagePush;
  media: () => RiskyMedia[];
  isFresh: (openid: string) => boolean;
}

/**
 * `security.mediaCheckAsync`: takes the address, downloads at once and tells
 * the verdict as an event when it is due by the cloud's clock.
 */
export class MediaCheck {
  private readonly jobs;
  private readonly downloads = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: () => void = () => undefined;
  private stopped = false;

  constructor(private readonly parts: MediaParts) {
    this.jobs = parts.memory.topic<Job>('media-jobs');
  }

  check(params: ApiParams): ApiReply {
    const mediaUrl = textOf(params.media_url);
    if (![1, 2].includes(Number(params.media_type))) {
      return refusal(47003, 'media_type');
    }
    const refused = refusePerson(this.parts, params);
    if (refused) return refused;
    if (!/^https?:\/\//.test(mediaUrl)) return refusal(47003, 'media_url');
    const { clock, switches } = this.parts;
    const job: Job = {
      traceId: traceId(),
      openid: textOf(params.openid),
      mediaUrl,
      dueAt: clock.now() + switches().mediaCheckMs,
    };
    this.jobs.put(job.traceId, job);
    this.download(job);
    return fine({ trace_id: job.traceId });
  }

  /** Takes up what a process before this one left. */
  start(): void {
    this.unsubscribe = this.parts.clock.onAdvance(() => this.tellDue());
    for (const job of this.jobs.all()) {
      if (job.verdict === undefined) this.download(job);
    }
    this.tellDue();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe();
    if (this.timer) clearTimeout(this.timer);
    await Promise.allSettled(this.downloads);
  }

  private download(job: Job): void {
    const work = fetchMedia(job.mediaUrl).then((bytes) => {
      if (this.stopped || !this.jobs.get(job.traceId)) return;
      const verdict = bytes && judge(this.parts.media(), job.mediaUrl, bytes);
      this.jobs.put(job.traceId, { ...job, verdict });
      this.tellDue();
    });
    this.downloads.add(work);
    const done = (): boolean => this.downloads.delete(work);
    work.then(done, done);
  }

  private tellDue(): void {
    if (this.stopped) return;
    const now = this.parts.clock.now();
    const ready = this.jobs
      .all()
      .filter(({ verdict }) => verdict !== undefined);
    for (const job of ready.filter(({ dueAt }) => dueAt <= now)) {
      this.jobs.remove(job.traceId);
      this.parts.push.tell(verdictEvent(this.parts.appId, job));
    }
    const waits = ready.map(({ dueAt }) => dueAt - now).filter((ms) => ms > 0);
    if (this.timer) clearTimeout(this.timer);
    if (waits.length === 0) return;
    const ms = Math.min(...waits, 60_000);
    this.timer = setTimeout(() => this.tellDue(), ms).unref();
  }
}

function judge(media: RiskyMedia[], url: string, bytes: Buffer): Verdict {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = readable(new URL(url).pathname);
  const found = media.find((one) =>
    one.sha256 ? one.sha256 === sha256 : path.includes(one.name ?? '')
  );
  const { suggest, label } = found ?? { suggest: 'pass', label: CLEAN };
  return { suggest, label };
}

/** A name is told as a person reads it, an address is escaped. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function verdictEvent(appid: string, job: Job): PushEvent {
  const head = {
    FromUserName: job.openid,
    CreateTime: 'number',
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid,
    trace_id: job.traceId,
    version: 2,
  };
  if (!job.verdict) {
    return { ...head, detail: [], errcode: -1008, errmsg: 'download error' };
  }
  const detail = { strategy: 'content_model', errcode: 0, ...job.verdict };
  return {
    ...head,
    detail: [{ ...detail, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result: job.verdict,
  };
}
