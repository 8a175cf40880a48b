import { PAGE_ROWS, pageOf } from '../../../domain/actions/page';
import { namesOf } from '../../admin/names';
import { membersFor } from '../../admin/report/report-reach';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { allOf, pageAfter } from '../../platform/filters';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { madeOf } from './codes';

export const codeList: Handler<'code.list'> = async (
  { staffId, status, after },
  request
) => {
  const members = await membersFor(actorOf(request), staffId);
  const wanted = {
    ...(members && { staffId: command.in(members) }),
    ...(status && { status }),
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
  const names = await namesOf(page.map((code) => code.staffId));
  const codes = page.map((code) => {
    const { status: state, createdAt, revokedAt, replacedBy } = code;
    const whose = {
      staffId: code.staffId,
      name: names.get(code.staffId) ?? '',
    };
    const life = { status: state, createdAt, revokedAt, replacedBy };
    return { ...madeOf(code), ...whose, ...life };
  });
  return { codes, next };
};
