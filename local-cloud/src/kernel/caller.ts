/** How a client signed in, as rules see it in `auth.loginType`. */
export type LoginType =
  | 'WECHAT_PUBLIC'
  | 'WECHAT_OPEN'
  | 'ANONYMOUS'
  | 'EMAIL'
  | 'USERNAME'
  | 'PHONE'
  | 'CUSTOM';

/** A person in front of a screen. Bound by security rules. */
export interface ClientCaller {
  kind: 'client';
  /** Mini-program identity. Present exactly for phone callers. */
  openid?: string;
  /** The same person in all apps of one company; phone callers only. */
  unionid?: string;
  /** CloudBase user id. Present exactly for web callers. */
  uid?: string;
  /** Absent for phone callers, as on the platform. */
  loginType?: LoginType;
  /** The id a custom ticket was issued for. It is not the uid. */
  customUserId?: string;
}

/** A cloud function, a script or the console: never bound by rules. */
export interface ServerCaller {
  kind: 'server';
  /** Whom the function that calls was serving, where it passed that on. */
  onBehalfOf?: ClientCaller;
}

export type Caller = ClientCaller | ServerCaller;

/** What started a function; functions see it as TRIGGER_SRC / TCB_SOURCE. */
export type InvocationSource =
  'wx_client' | 'web_client' | 'wx_trigger' | 'wx_unknown' | 'scf' | 'http';
