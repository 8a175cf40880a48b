import { hasWord } from '../safety/words';
import type { WithheldReason } from '../values/states';
import { keepsContract } from './inspect';
import type { Message, MessageBody } from './schema';

/** A document of `messages` with seq 0; only these fields are certain. */
export type Pending = Record<string, unknown> & { _id: string };

/** What looking into storage said of the file that a message carries. */
export type Finding =
  | { kept: true; fileId: string; size: number }
  | { kept: false; reason: WithheldReason };

/** What becomes of a message when it gets its place. */
export type Judgement =
  | {
      sound: true;
      safety: NonNullable<Message['safety']>;
      /** Where it differs from what was written. */
      body?: MessageBody;
    }
  | { sound: false; reason: WithheldReason };

export type Judge = (message: Pending) => Judgement;

/** By the contract alone. */
export const judgeShape: Judge = (message) =>
  keepsContract(message)
    ? { sound: true, safety: 'pass' }
    : { sound: false, reason: 'broken' };

/** By the contract, then by its file, then by its words. */
export function judgeWith(
  words: readonly string[],
  findings: ReadonlyMap<string, Finding>
): Judge {
  return (message) => {
    const shape = judgeShape(message);
    if (!shape.sound) return shape;
    const body = message.body as MessageBody;
    const finding = findings.get(message._id);
    if (finding?.kept === false)
      return { sound: false, reason: finding.reason };
    if (hasWord(`${body.text} ${body.name ?? ''}`, words)) {
      return { sound: false, reason: 'words' };
    }
    if (!finding) return shape;
    const { fileId, size } = finding;
    return { ...shape, body: { ...body, fileId, size } };
  };
}

/** The file that a message carries, if it keeps the contract. */
export function fileIdIn(message: Pending): string | null {
  if (!['image', 'voice', 'file'].includes(String(message.kind))) return null;
  return keepsContract(message)
    ? (message.body as { fileId: string }).fileId
    : null;
}
