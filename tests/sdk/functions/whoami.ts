import nodeSdk from '@cloudbase/node-sdk';

type Context = NonNullable<Parameters<typeof nodeSdk.init>[0]>['context'];

/** Who calls, as node-sdk inside a function tells it. */
export function main(_event: unknown, context: Context): unknown {
  const app = nodeSdk.init({ env: nodeSdk.SYMBOL_CURRENT_ENV, context });
  const { uid, openId, isAnonymous, customUserId } = app.auth().getUserInfo();
  return { uid, openId, isAnonymous, customUserId };
}
