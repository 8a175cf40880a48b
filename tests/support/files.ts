import type { OutputOf } from '../../domain/actions/index';
import type { FileKind } from '../../domain/file/schema';
import type { OutgoingMessage } from '../../domain/message/schema';
import { newMessageId } from '../../domain/values/message-id';
import type { Addressed, DirectWrite, Person } from './person';
import type { World } from './world';

type Identity = { openid: string } | { uid: string };

/** First bytes that are what they are, and something behind them. */
export const BYTES = {
  jpg: Buffer.from('\xff\xd8\xff\xe0 a picture', 'latin1'),
  png: Buffer.from('\x89PNG\r\n\x1a\n a picture', 'latin1'),
  mp3: Buffer.from('ID3\x03 a voice', 'latin1'),
  pdf: Buffer.from('%PDF-1.7\n a paper'),
  html: Buffer.from('<html><script>alert(1)</script></html>'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
  exe: Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'),
} as const;

/** A picture of exactly so many bytes. */
export function pictureOf(bytes: number): Buffer {
  return Buffer.concat([BYTES.jpg, Buffer.alloc(bytes - BYTES.jpg.length)]);
}

interface UploadInfo {
  code?: string;
  uploadUrl: string;
  authorization: string;
  token: string;
}

/**
 * Puts bytes at a path of the bucket, as a client does under its rule.
 * @returns the platform's own refusal, or null
 */
export async function uploads(
  { url, door }: Pick<World, 'url' | 'door'>,
  identity: Identity,
  cloudPath: string,
  bytes: Buffer
): Promise<string | null> {
  const asked = await fetch(`${url}/v1/storages/get-objects-upload-info`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await door.tokenOf(identity)}`,
    },
    body: JSON.stringify([{ objectId: cloudPath }]),
  });
  const [info] = (await asked.json()) as UploadInfo[];
  if (!info) throw new Error('no answer about an upload');
  if (info.code) return info.code;
  const { uploadUrl, authorization, token } = info;
  const put = await fetch(uploadUrl, {
    method: 'PUT',
    headers: { authorization, 'x-cos-security-token': token },
    body: new Uint8Array(bytes),
  });
  return put.ok ? null : String(put.status);
}

/** What lies in the bucket, by path. */
export async function stored(
  { door }: Pick<World, 'door'>,
  prefix = ''
): Promise<{ path: string; fileId: string; size: number }[]> {
  const page = await door.get<{
    files: { path: string; fileId: string; size: number }[];
  }>(`files?limit=1000&prefix=${prefix}`);
  return page.files;
}

/** A place of his, with something in it. */
export async function uploaded(
  world: World,
  person: Person,
  kind: FileKind,
  extension: keyof typeof BYTES | 'txt',
  bytes: Buffer
): Promise<OutputOf<'file.reserve'>> {
  const { length: size } = bytes;
  const wish = { kind, extension, size: Math.min(size, 1_000) };
  const place = await person.ask('file.reserve', wish);
  const him = { openid: person.me };
  const refused = await uploads(world, him, place.cloudPath, bytes);
  if (refused) throw new Error(`upload: ${refused}`);
  return place;
}

/** Messages of every kind, as a client hands them over. */
export const saying = {
  text: (text: string) => of('text', { text }),
  emoji: (text: string) => of('emoji', { text }),
  image: (fileId: string) =>
    of('image', { text: '', fileId, width: 800, height: 600, size: 1 }),
  voice: (fileId: string) =>
    of('voice', { text: '', fileId, durationMs: 3_000, size: 1 }),
  file: (fileId: string, name: string) =>
    of('file', { text: '', fileId, name, size: 1 }),
};

function of(kind: OutgoingMessage['kind'], body: object): OutgoingMessage {
  const sentAt = Date.now() - 500;
  const _id = newMessageId(sentAt, Math.random);
  return { _id, kind, body, sentAt } as OutgoingMessage;
}

/** Straight into the database, as the phones send it. */
export function writes(
  person: Person,
  { _id, customer }: Addressed,
  message: OutgoingMessage,
  more: Record<string, unknown> = {}
): Promise<DirectWrite> {
  return person.puts('messages', {
    ...message,
    conversationId: _id,
    customer,
    agentOpenid: '-',
    agentUid: '-',
    from: person.me,
    seq: 0,
    ...more,
  });
}
