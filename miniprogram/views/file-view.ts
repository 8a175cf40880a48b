import { COPY, fill } from '../contract/copy/phone';
import { extensionIn, sizeWords, type Media } from '../services/media';
import type { FileLink } from '../services/media-links';
import type { ReadMessage } from '../services/guard';
import type { OutboxEntry } from '../services/outbox';

export type FileLook = 'picture' | 'voice' | 'file';

/** What a bubble draws of a file; lengths in rpx. */
export interface FileView {
  kind: FileLook;
  /** Where a picture is; '' while its address is not known. */
  src: string;
  /** The same as it was sent. */
  large: string;
  width: number;
  height: number;
  seconds: number;
  name: string;
  icon: string;
  /** `1.2 MB` */
  size: string;
  /** Of its upload, from 0 to 100; -1: none. */
  progress: number;
  spoken: string;
}

interface Known {
  progress?: Readonly<Record<string, number>>;
  links?: Readonly<Record<string, FileLink>>;
  local?: Readonly<Record<string, string>>;
}

interface Carrier {
  id: string;
  message: ReadMessage | null;
  entry: OutboxEntry | null;
}

const LOOKS = { image: 'picture', voice: 'voice', file: 'file' } as const;
const SIDE_MAX = 400;
const SIDE_MIN = 160;
const ICONS: Record<string, string> = {
  pdf: 'file-pdf',
  doc: 'file-word',
  docx: 'file-word',
  xls: 'file-excel',
  xlsx: 'file-excel',
  csv: 'file-excel',
  ppt: 'file-powerpoint',
  pptx: 'file-powerpoint',
  mp4: 'video',
};

/** null: it carries no file. */
export function fileView(
  { id, message, entry }: Carrier,
  { progress, links, local }: Known
): FileView | null {
  const media = entry?.media ?? (message && !entry ? mediaOf(message) : null);
  if (!media) return null;
  const link = links?.[message?.body.fileId ?? ''];
  const remote = link?.smallUrl || link?.url || '';
  const own = local?.[id] ?? (entry ? media.path : '');
  const kind = LOOKS[media.kind];
  const seconds = secondsOf(media);
  const name = media.kind === 'file' ? media.name : '';
  const done = progress?.[id];
  return {
    kind,
    src: kind === 'picture' ? own || remote : '',
    large: kind === 'picture' ? own || (link?.url ?? '') : '',
    ...boxOf(media, seconds),
    seconds,
    name,
    icon: ICONS[media.extension] ?? 'file',
    size: sizeWords(media.size),
    progress: done === undefined ? -1 : Math.round(done * 100),
    spoken: spokenOf(kind, name, seconds),
  };
}

function mediaOf({ kind, body, unreadable }: ReadMessage): Media | null {
  const { size = 0, width = 1, height = 1, durationMs = 0, name = '' } = body;
  if (unreadable || !body.fileId) return null;
  const file = { path: '', size, extension: extensionIn(name) };
  if (kind === 'image') return { ...file, kind, width, height };
  if (kind === 'voice') return { ...file, kind, durationMs };
  return kind === 'file' ? { ...file, kind, name } : null;
}

const secondsOf = (media: Media): number =>
  media.kind === 'voice' ? Math.max(1, Math.round(media.durationMs / 1e3)) : 0;

/** Pictures keep their own ratio, a voice grows with its length. */
function boxOf(media: Media, seconds: number) {
  if (media.kind === 'voice') {
    return { width: Math.min(440, 200 + 6 * seconds), height: 80 };
  }
  if (media.kind === 'file') return { width: 460, height: 0 };
  const scale = SIDE_MAX / Math.max(media.width, media.height);
  const side = (length: number) =>
    Math.max(SIDE_MIN, Math.round(length * Math.min(scale, 1.5)));
  return { width: side(media.width), height: side(media.height) };
}

function spokenOf(kind: FileLook, name: string, n: number): string {
  if (kind === 'picture') return COPY.plusPicture;
  if (kind === 'voice') return fill(COPY.voiceSpoken, { n });
  return `${COPY.plusFile} ${name}`;
}
