import * as z from 'zod';
import { StaffId } from '../ids';
import { NOBODY } from '../values/collections';

/** `codes/{scene}`: an exclusive code. */
export const Code = z.object({
  _id: z.string(),
  /** To whom it leads; handed over, it leads to a colleague. */
  staffId: StaffId,
  /** 'replaced': another took its place; it leads on until `revokedAt`. */
  status: z.enum(['active', 'replaced', 'revoked']),
  /** The picture's file id; '-' while it waits for a phone or a tick. */
  fileId: z.string(),
  createdAt: z.number(),
  createdBy: z.string(),
  /** Whose it was before it was handed over, or '-'. */
  handedFrom: z.string(),
  /** When it ended, or will, being replaced; 0: it is in force. */
  revokedAt: z.number(),
  /** The code that took its place when it was rotated, or '-'. */
  replacedBy: z.string(),
  /** How often WeChat refused to make the picture. */
  pictureTries: z.int(),
  /** Not tried again before then. */
  pictureDueAt: z.number(),
  /** WeChat's last refusal; 0: none, -1: it did not answer. */
  pictureError: z.int(),
});
export type Code = z.infer<typeof Code>;

/** A code works without its picture; 'failed' is tried again by itself. */
export const PICTURE_STATES = ['ready', 'waiting', 'failed'] as const;
export type PictureState = (typeof PICTURE_STATES)[number];

export function pictureStateOf(
  code: Pick<Code, 'fileId' | 'pictureTries'>
): PictureState {
  if (code.fileId !== NOBODY) return 'ready';
  return code.pictureTries > 0 ? 'failed' : 'waiting';
}

/** Posters are not taken down in an hour: so long a replaced code leads on. */
export const REPLACED_MS = 7 * 24 * 60 * 60_000;

/** Whether whoever scans it now is led to its owner. */
export function leads(
  { status, revokedAt }: Pick<Code, 'status' | 'revokedAt'>,
  now: number
): boolean {
  return status === 'active' || (status === 'replaced' && now < revokedAt);
}

/** How a code stands, as lists show it and filter by it. */
export const CODE_STATES = [
  'active',
  'waiting',
  'handed',
  'replaced',
  'revoked',
] as const;
export type CodeState = (typeof CODE_STATES)[number];

/** The query of `statesOf` in code-list.ts means the same. */
export function codeStateOf(
  code: Pick<Code, 'status' | 'handedFrom'> & { painted: boolean }
): CodeState {
  if (code.status !== 'active') return code.status;
  if (!code.painted) return 'waiting';
  return code.handedFrom === NOBODY ? 'active' : 'handed';
}

const MINUTE = 60_000;
const FIRST_PAUSE = 5 * MINUTE;
const LONGEST_PAUSE = 6 * 60 * MINUTE;

/** How long a picture waits after so many refusals, in ms. */
export function pauseAfter(tries: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE);
}

/** A new code; `scene` is random, made by the caller. */
export function newCode(
  scene: string,
  staffId: string,
  createdBy: string,
  now: number
): Code {
  return {
    _id: scene,
    staffId,
    status: 'active',
    fileId: NOBODY,
    createdAt: now,
    createdBy,
    handedFrom: NOBODY,
    revokedAt: 0,
    replacedBy: NOBODY,
    pictureTries: 0,
    pictureDueAt: 0,
    pictureError: 0,
  };
}
