import { PAGE_ROWS, pageOf } from '../../../domain/actions/page';
import {
  codeStateOf,
  type Code,
  type CodeState,
} from '../../../domain/customer/code';
import { NOBODY } from '../../../domain/values/collections';
import { namesOf } from '../../admin/names';
import { membersFor } from '../../admin/report/report-reach';
import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { allOf, pageAfter } from '../../platform/filters';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { madeOf } from './codes';

export const codeList: Handler<'code.list'> = async (
  { staffId, state, after },
  request
) => {
  const members = await membersFor(actorOf(request), staffId);
  const wanted = {
    ...(members && { staffId: command.in(members) }),
    ...(state && STATES[state]),
  };
  const found = await find(
    'codes',
    allOf([wanted, ...pageAfter(after, 'createdAt', '_id')]),
    {
      orderBy: ['createdAt', 'desc'],
      thenBy: ['_id', 'desc'],
      limit: PAGE_ROWS + 1,
    }
  );
  const { page, next } = pageOf(found, ({ createdAt, _id }) => ({
    at: createdAt,
    id: _id,
  }));
  const names = await namesOf(
    page.flatMap((code) => [code.staffId, code.handedFrom])
  );
  return { codes: page.map((code) => rowOf(code, names)), next };
};

/** What `codeStateOf` says of one, asked of all. */
const STATES: Record<CodeState, Loose> = {
  active: { status: 'active', fileId: command.neq(NOBODY), handedFrom: NOBODY },
  waiting: { status: 'active', fileId: NOBODY },
  handed: {
    status: 'active',
    fileId: command.neq(NOBODY),
    handedFrom: command.neq(NOBODY),
  },
  replaced: { status: 'replaced' },
  revoked: { status: 'revoked' },
};

function rowOf(code: Code, names: ReadonlyMap<string, string>) {
  const { staffId, handedFrom, createdAt, revokedAt, replacedBy } = code;
  return {
    ...madeOf(code),
    staffId,
    name: names.get(staffId) ?? '',
    state: codeStateOf({ ...code, painted: code.fileId !== NOBODY }),
    createdAt,
    handedFrom,
    handedFromName: names.get(handedFrom) ?? '',
    revokedAt,
    replacedBy,
  };
}
