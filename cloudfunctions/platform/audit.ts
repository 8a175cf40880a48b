import { addOnce } from './documents';
import { randomId } from './random-id';
import type { Request } from './request';

/** Records who did what to whom; never what was typed. */
export async function audit(
  request: Request,
  actor: string,
  action: string,
  object: string
): Promise<void> {
  await addOnce('audit', {
    _id: randomId(20),
    at: request.now,
    actor,
    action,
    object,
    requestId: request.requestId,
  });
}
