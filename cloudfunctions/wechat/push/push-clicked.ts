import { get, updateWhere } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { personOf } from '../../platform/who';

/** The page was opened from a push; the first time counts. */
export const pushClicked: Handler<'push.clicked'> = async (
  { pushId },
  { caller, now }
) => {
  const { me } = personOf(caller);
  const push = await get('pushes', pushId);
  if (push?.openid !== me) return { conversationId: null };
  await updateWhere(
    'pushes',
    { _id: pushId, clickedAt: null },
    { clickedAt: now }
  );
  return { conversationId: push.conversationId };
};
