import * as z from 'zod';
import { find, updateWhere } from '../../platform/documents';
import { addConsents, forgetConsents } from './credit';
import type { EventHandler, WechatEvent } from '../events';

const Entry = z.object({
  TemplateId: z.string(),
  SubscribeStatusString: z.string().optional(),
  ErrorCode: z.coerce.number().optional(),
});
/** One entry comes as an object, several as an array. */
const Told = z.object({
  FromUserName: z.string().min(1),
  CreateTime: z.coerce.string(),
  List: z.union([z.array(Entry), Entry.transform((one) => [one])]),
});

/** He answered a popup. The phone tells the same; it counts once. */
export const onConsents: EventHandler = async (event, now) => {
  const told = read(event);
  if (!told) return;
  const accepted = told.List.filter(
    ({ SubscribeStatusString }) => SubscribeStatusString === 'accept'
  ).map(({ TemplateId }) => TemplateId);
  const { FromUserName, CreateTime } = told;
  await addConsents(FromUserName, accepted, 'wechat', CreateTime, now);
};

/** He refused templates in WeChat's own settings. */
export const onRefusals: EventHandler = async (event, now) => {
  const told = read(event);
  if (!told) return;
  const refused = told.List.filter(
    ({ SubscribeStatusString }) => SubscribeStatusString === 'reject'
  ).map(({ TemplateId }) => TemplateId);
  await forgetConsents(told.FromUserName, refused, now);
};

/** WeChat took a push and could not deliver it after all. */
export const onSent: EventHandler = async (event) => {
  const told = read(event);
  for (const { TemplateId, ErrorCode } of told?.List ?? []) {
    if (!told || !ErrorCode) continue;
    const [latest] = await find(
      'pushes',
      { openid: told.FromUserName, status: 'sent', templateId: TemplateId },
      { orderBy: ['createdAt', 'desc'], limit: 1 }
    );
    if (!latest) continue;
    const failed = { status: 'failed' as const, errCode: ErrorCode };
    await updateWhere('pushes', { _id: latest._id, status: 'sent' }, failed);
  }
};

/** null: not what WeChat documents; telling it again would not mend it. */
function read(event: WechatEvent): z.output<typeof Told> | null {
  return Told.safeParse(event).data ?? null;
}
