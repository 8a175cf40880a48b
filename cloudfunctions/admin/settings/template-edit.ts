import { refuse } from '../../../domain/errors';
import { auditIn } from '../../platform/audit';
import { find } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';

export const templateList: Handler<'template.list'> = async () => ({
  templates: await find('templates', {}, { orderBy: ['updatedAt', 'desc'] }),
});

/** The same words again change nothing and are not recorded again. */
export const templateSave: Handler<'template.save'> = (
  { templateId, ...words },
  request
) =>
  transact(async (tx) => {
    const { staff } = actorOf(request);
    const before = await tx.get('templates', templateId);
    const now = { updatedAt: request.now, updatedBy: staff._id };
    const template = { _id: templateId, ...words, ...now };
    if (before && same(before, { ...before, ...words })) {
      return { template: before };
    }
    await tx.put('templates', templateId, template);
    await auditIn(tx, request, staff._id, 'template.save', templateId);
    return { template };
  });

/** Pushes that wait go by another template, or are recorded as skipped. */
export const templateRemove: Handler<'template.remove'> = (
  { templateId },
  request
) =>
  transact(async (tx) => {
    const { staff } = actorOf(request);
    if (!(await tx.get('templates', templateId))) refuse('NOT_FOUND');
    await tx.remove('templates', templateId);
    await auditIn(tx, request, staff._id, 'template.remove', templateId);
    return { templateId };
  });

/** Both are what the schema made, so their fields stand in one order. */
function same(a: object, b: object): boolean {
  const sorted = (of: object) => JSON.stringify(Object.entries(of).sort());
  return sorted(a) === sorted(b);
}
