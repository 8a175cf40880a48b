import type { ClientCaller, InvocationSource } from '../kernel/caller';

export interface Invocation {
  requestId: string;
  sessionToken: string;
  caller: ClientCaller | null;
  source: InvocationSource;
}

export interface Deployment {
  adminUrl: string;
  envId: string;
  region: string;
  appId: string;
}

type Environment = Record<string, string>;

const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'NODE_OPTIONS',
];

/**
 * What a worker's process needs before any call: functions see UTC unless
 * their own variables say otherwise.
 */
export function processEnvironment(own: Environment = {}): Environment {
  const passed: Environment = {};
  for (const key of PASSED_ON) {
    const value = process.env[key];
    if (value !== undefined) passed[key] = value;
  }
  // Without it the SDK asks the metadata service while a bundle is loaded.
  return { ...passed, TZ: 'UTC', TENCENTCLOUD: 'true', ...own };
}

/**
 * The variables from which both server SDKs take identity, credentials and
 * address at every call. Nothing else tells a function who calls it.
 */
export function callEnvironment(at: Deployment, call: Invocation): Environment {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: at.region,
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: call.sessionToken,
    SCF_NAMESPACE: at.envId,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: at.adminUrl }),
    TRIGGER_SRC: call.source === 'wx_trigger' ? 'timer' : call.source,
    ...withKeys('TCB_CONTEXT_KEYS', cloudContext(at, call)),
    ...withKeys('WX_CONTEXT_KEYS', wechatContext(at, call)),
    ...(call.source === 'wx_trigger' && {
      WX_TRIGGER_API_TOKEN_V0: call.sessionToken,
    }),
  };
}

function cloudContext(at: Deployment, call: Invocation): Environment {
  const { caller } = call;
  const context: Environment = {
    TCB_ENV: at.envId,
    TCB_SOURCE: sourceChain(call),
    TCB_SOURCE_IP: '127.0.0.1',
    TCB_SEQID: call.requestId,
    TCB_SESSIONTOKEN: call.sessionToken,
  };
  if (!caller?.uid) return context;
  const { uid, loginType, customUserId } = caller;
  context['TCB_UUID'] = uid;
  context['TCB_ISANONYMOUS_USER'] = String(loginType === 'ANONYMOUS');
  if (loginType) context['LOGINTYPE'] = loginType;
  if (customUserId) context['TCB_CUSTOM_USER_ID'] = customUserId;
  return context;
}

/** A timer has an app but no openid; a web caller has neither. */
function wechatContext(at: Deployment, call: Invocation): Environment {
  const openid = call.caller?.openid;
  if (openid) {
    return {
      WX_OPENID: openid,
      WX_APPID: at.appId,
      WX_CLIENTIP: '127.0.0.1',
      WX_API_TOKEN: call.sessionToken,
    };
  }
  return call.source === 'wx_trigger' ? { WX_APPID: at.appId } : {};
}

function sourceChain({ source, caller }: Invocation): string {
  return source === 'scf' && caller?.openid ? 'wx_client,scf' : source;
}

function withKeys(name: string, variables: Environment): Environment {
  return { [name]: Object.keys(variables).join(','), ...variables };
}
