import type * as z from 'zod';
import { accountActions } from './account-actions';
import { auditActions } from './audit-actions';
import { boardActions } from './board-actions';
import { conversationActions } from './conversation-actions';
import { customerActions } from './customer-actions';
import { deskActions } from './desk-actions';
import { downloadActions } from './download-actions';
import { healthActions } from './health-actions';
import { messageActions } from './message-actions';
import { privacyActions } from './privacy-actions';
import { recordActions } from './record-actions';
import { replyActions } from './reply-actions';
import { reportActions } from './report-actions';
import { settingsActions } from './settings-actions';
import { staffActions } from './staff-actions';
import { teamActions } from './team-actions';
import { templateActions } from './template-actions';
import { wechatActions } from './wechat-actions';

/** Everything that clients can ask, by name. */
export const actions = {
  ...accountActions,
  ...staffActions,
  ...teamActions,
  ...conversationActions,
  ...deskActions,
  ...messageActions,
  ...wechatActions,
  ...customerActions,
  ...recordActions,
  ...settingsActions,
  ...replyActions,
  ...templateActions,
  ...privacyActions,
  ...auditActions,
  ...boardActions,
  ...downloadActions,
  ...healthActions,
  ...reportActions,
};

export type ActionName = keyof typeof actions;
/** What a caller passes. */
export type InputOf<N extends ActionName> = z.input<
  (typeof actions)[N]['input']
>;
/** What the handler gets, after defaults and transforms. */
export type ParsedInputOf<N extends ActionName> = z.output<
  (typeof actions)[N]['input']
>;
export type OutputOf<N extends ActionName> = z.output<
  (typeof actions)[N]['output']
>;
/** The event of callFunction. */
export interface ActionEvent<N extends ActionName = ActionName> {
  action: N;
  input: InputOf<N>;
  /** The web session of a member of staff, from account.session. */
  session?: string;
}
