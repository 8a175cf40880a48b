/// <reference types="miniprogram-api-typings" />

/**
 * Part of `wx`, as one file of this folder provides it. The typings lag behind
 * the two names added here.
 */
export type WxPart = {
  [K in keyof WechatMiniprogram.Wx | 'createMediaQueryObserver']?: unknown;
};

interface Callbacks {
  success?: (result: unknown) => void;
  fail?: (error: unknown) => void;
  complete?: (result: unknown) => void;
}

/** A refusal with the reason WeChat gives after `name:fail `. */
export class WxError extends Error {
  constructor(
    readonly reason: string,
    readonly fields: Record<string, unknown> = {}
  ) {
    super(reason);
    this.name = 'WxError';
  }
}

/**
 * An asynchronous `wx.name(options)`: a Promise, or callbacks when any is
 * given. `run` starts at once, within the tap that called it.
 */
export function asyncApi<Options extends object>(
  name: string,
  run: (options: Options) => unknown
) {
  return (options?: Options & Callbacks): Promise<unknown> | undefined => {
    const given = options ?? ({} as Options & Callbacks);
    const outcome = settle(name, () => run(given));
    if (!given.success && !given.fail && !given.complete) return outcome;
    void outcome.then(
      (result) => {
        given.success?.(result);
        given.complete?.(result);
      },
      (error: unknown) => {
        given.fail?.(error);
        given.complete?.(error);
      }
    );
    return undefined;
  };
}

async function settle(name: string, run: () => unknown): Promise<unknown> {
  try {
    const result = await run();
    return { ...(result as object | undefined), errMsg: `${name}:ok` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fields = error instanceof WxError ? error.fields : {};
    throw { ...fields, errMsg: `${name}:fail ${reason}` };
  }
}
