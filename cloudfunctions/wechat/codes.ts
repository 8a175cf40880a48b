import type { Code } from '../../domain/customer/code';
import { SCENE_LENGTH } from '../../domain/customer/scene';
import { refuse } from '../../domain/errors';
import { NOBODY } from '../../domain/values/collections';
import { cloud } from '../platform/cloud';
import { addOnce, find, get, updateWhere } from '../platform/documents';
import { randomId } from '../platform/random-id';
import { mustReach } from '../../domain/staff/scope';
import { actorOf } from '../platform/request';
import type { Handler } from '../platform/serve';
import { audit } from '../platform/audit';
import { unlimitedCode } from './openapi';

const PAGE = 'pages/chat/index';
const AT_ONCE = 5;

/**
 * An exclusive code for a member of staff: his own, or for whom an admin or
 * supervisor asks. A web call cannot reach WeChat; then the picture waits.
 */
export const codeCreate: Handler<'code.create'> = async (
  { staffId },
  request
) => {
  const { staff: by, scope } = actorOf(request);
  const owner = await get('staff', staffId);
  if (owner?.status !== 'active') refuse('NOT_FOUND');
  mustReach(scope, by, { staffId, teamId: owner.teamId });
  const code =
    (await activeCodeOf(staffId)) ?? (await newCode(staffId, by._id));
  if (code.createdAt >= request.now) {
    await audit(request, by._id, 'code.create', code._id);
  }
  const fileId =
    code.fileId === NOBODY && request.caller.kind === 'phone'
      ? await paint(code)
      : code.fileId;
  return {
    codeId: code._id,
    scene: code._id,
    fileId: fileId === NOBODY ? null : fileId,
  };
};

/** Pictures that were ordered from the web. */
export async function paintCodes(): Promise<void> {
  const waiting = await find(
    'codes',
    { fileId: NOBODY, status: 'active' },
    { limit: AT_ONCE }
  );
  for (const code of waiting) await paint(code);
}

async function activeCodeOf(staffId: string): Promise<Code | null> {
  const [code = null] = await find(
    'codes',
    { staffId, status: 'active' },
    { limit: 1 }
  );
  return code;
}

async function newCode(staffId: string, createdBy: string): Promise<Code> {
  const code: Code = {
    _id: randomId(SCENE_LENGTH),
    staffId,
    status: 'active',
    fileId: NOBODY,
    createdAt: Date.now(),
    createdBy,
  };
  await addOnce('codes', code);
  return code;
}

async function paint({ _id }: Code): Promise<string> {
  const fileContent = await unlimitedCode(_id, PAGE);
  const { fileID } = await cloud.uploadFile({
    cloudPath: `codes/${_id}.png`,
    fileContent,
  });
  await updateWhere('codes', { _id }, { fileId: fileID });
  return fileID;
}
