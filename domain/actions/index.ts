import type * as z from 'zod';
import { accountActions } from './account-actions';
import { conversationActions } from './conversation-actions';
import { staffActions } from './staff-actions';
import { wechatActions } from './wechat-actions';

/** Everything that clients can ask, by name. */
export const actions = {
  ...accountActions,
  ...staffActions,
  ...conversationActions,
  ...wechatActions,
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
}
