import { pauseAfter, type Code } from '../../../domain/customer/code';
import { NOBODY } from '../../../domain/values/collections';
import type { Caller } from '../../platform/caller';
import { cloud, command } from '../../platform/cloud';
import { find, updateWhere } from '../../platform/documents';
import { log } from '../../platform/log';
import { wishFor } from './code-wish';
import { unlimitedCode } from '../openapi';
import { hasAppSecret, unlimitedCodeByWeb } from '../web-api';

const AT_ONCE = 5;

/** Pictures that were ordered from the web, or that WeChat refused before. */
export async function paintCodes(): Promise<void> {
  const due = { pictureDueAt: command.lte(Date.now()) };
  const waiting = await find(
    'codes',
    { fileId: NOBODY, status: 'active', ...due },
    { limit: AT_ONCE }
  );
  for (const code of waiting) await paint(code, unlimitedCode);
}

/**
 * The picture at once, where it is missing and this call may ask WeChat for
 * one: the phone's may, the web's only with an AppSecret.
 */
export async function paintNow(code: Code, caller: Caller): Promise<Code> {
  if (code.fileId !== NOBODY || code.status !== 'active') return code;
  if (caller.kind === 'phone') return paint(code, unlimitedCode);
  return hasAppSecret() ? paint(code, unlimitedCodeByWeb) : code;
}

/** A refusal leaves the code usable, and its picture for later. */
async function paint(code: Code, make: typeof unlimitedCode): Promise<Code> {
  const { _id } = code;
  const made = await make(wishFor(_id));
  if ('errCode' in made) return postpone(code, made.errCode);
  const { fileID } = await cloud.uploadFile({
    cloudPath: `codes/${_id}.png`,
    fileContent: made.buffer,
  });
  const painted = { fileId: fileID, pictureError: 0 };
  await updateWhere('codes', { _id }, painted);
  return { ...code, ...painted };
}

async function postpone(code: Code, errCode: number): Promise<Code> {
  const pictureTries = code.pictureTries + 1;
  const later = {
    pictureTries,
    pictureDueAt: Date.now() + pauseAfter(pictureTries),
    pictureError: errCode,
  };
  log('error', 'code picture', { errCode, tries: pictureTries });
  await updateWhere('codes', { _id: code._id, fileId: NOBODY }, later);
  return { ...code, ...later };
}
