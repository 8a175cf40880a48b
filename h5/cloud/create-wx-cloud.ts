import type { SdkApp } from './sdk-types';
import { SIGNED_IN, runAs } from './session';
import type { Session } from './session';
import { createDatabase } from './wx-database';
import { fileCalls } from './wx-files';
import type { FilePort } from './wx-files';

export interface WxCloudOptions {
  /** An app of `@cloudbase/js-sdk`, unmodified. */
  app: SdkApp;
  /** Without one the app must be signed in already. */
  session?: Session;
  files?: FilePort;
}

/**
 * `wx.cloud` over js-sdk, for a browser and for Node: the same names, the same
 * answers, and errors as `{errCode, errMsg, requestID}`. Promises only.
 */
export function createWxCloud(options: WxCloudOptions) {
  const { app, session = SIGNED_IN, files } = options;
  const database = createDatabase(app, session);
  return {
    DYNAMIC_CURRENT_ENV: Symbol('DYNAMIC_CURRENT_ENV'),
    init: (): void => undefined,
    database: () => database,
    async callFunction(request: { name: string; data?: unknown }) {
      const { name, data = {} } = request;
      const answer = await runAs<{ result: unknown; requestId?: string }>(
        session,
        'cloud.callFunction',
        () => app.callFunction({ name, data })
      );
      return {
        result: answer.result,
        requestID: answer.requestId ?? '',
        errMsg: 'cloud.callFunction:ok',
      };
    },
    ...fileCalls(app, session, files),
  };
}

export type WxCloud = ReturnType<typeof createWxCloud>;
