import type { ClientCaller, InvocationSource } from '../kernel/caller';
import type { DeployedFunction } from './options';

export interface Invocation {
  requestId: string;
  sessionToken: string;
  caller: ClientCaller | null;
  source: InvocationSource;
  /** What led here, first to last: `wx_client,scf`. */
  chain: string;
}

export interface Deployment {
  adminUrl: string;
  envId: string;
  region: string;
  appId: string;
}

type Environment = Record<string, string>;

const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];

/** What every process on this machine needs. */
export function hostEnvironment(): Environment {
  const passed: Environment = {};
  for (const key of PASSED_ON) {
    const value = process.env[key];
    if (value !== undefined) passed[key] = value;
  }
  return passed;
}

/** What Node itself reads when a process starts; functions do not see it. */
export function startEnvironment(): Environment {
  const { NODE_OPTIONS } = process.env;
  return { ...hostEnvironment(), ...(NODE_OPTIONS && { NODE_OPTIONS }) };
}

/**
 * What a function has at every moment, also while it loads. Functions see UTC
 * unless their own variables say otherwise.
 */
export function givenEnvironment(
  at: Deployment,
  fn: DeployedFunction
): Environment {
  return {
    TZ: 'UTC',
    // Without it the SDK asks the metadata service while a function loads.
    TENCENTCLOUD: 'true',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: at.region,
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: at.envId,
    SCF_FUNCTIONNAME: fn.name,
    SCF_FUNCTIONVERSION: '$LATEST',
    USER_CODE_ROOT: `${fn.dir}/`,
    TCB_ENV: at.envId,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: at.adminUrl }),
    ...fn.env,
  };
}

/**
 * The variables from which both server SDKs take identity, credentials and
 * address at every call. Nothing else tells a function who calls it.
 */
export function callEnvironment(at: Deployment, call: Invocation): Environment {
  return {
    TENCENTCLOUD_SESSIONTOKEN: call.sessionToken,
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
    TCB_SOURCE: call.chain,
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
  const { openid, unionid } = call.caller ?? {};
  if (openid) {
    return {
      WX_OPENID: openid,
      ...(unionid && { WX_UNIONID: unionid }),
      WX_APPID: at.appId,
      WX_CLIENTIP: '127.0.0.1',
      WX_API_TOKEN: call.sessionToken,
    };
  }
  return call.source === 'wx_trigger' ? { WX_APPID: at.appId } : {};
}

function withKeys(name: string, variables: Environment): Environment {
  return { [name]: Object.keys(variables).join(','), ...variables };
}
