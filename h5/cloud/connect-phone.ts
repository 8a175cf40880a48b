import type { SdkApp } from './sdk-types';
import type { Session } from './session';

export interface PhoneIdentity {
  /** Address of the local cloud, `http://127.0.0.1:P`. */
  cloud: string;
  env: string;
  openid: string;
}

/** `@cloudbase/js-sdk`, its default export. */
export interface Sdk {
  init(config: Record<string, unknown>): unknown;
}

type ConnectedApp = SdkApp & {
  registerHost(host: string, protocol: 'http' | 'https'): void;
  auth: unknown;
};

interface Auth {
  setCredentials(credentials: Credentials): Promise<void>;
}

interface Credentials {
  token_type: 'Bearer';
  access_token: string;
  refresh_token?: string;
  expires_in: number;
}

interface IdentityAnswer {
  accessToken: string;
  refreshToken?: string;
  /** Seconds. */
  expiresIn?: number;
}

const DEFAULT_LIFE_S = 7200;
const RENEW_BEFORE_MS = 60_000;

/**
 * Signs a phone in at a local cloud: WeChat knows who a phone is without being
 * asked, here the cloud's door says so. Everything after that is js-sdk's own.
 */
export function connectPhone(
  sdk: Sdk,
  identity: PhoneIdentity
): { app: SdkApp; session: Session } {
  const { host, protocol } = new URL(identity.cloud);
  const app = sdk.init({
    env: identity.env,
    // The single-document shortcut of GATEWAY drops the other conditions of
    // where({_id, …}), which a phone's own transport does not.
    endPointMode: 'CLOUD_API',
    persistence: 'none',
    storage: memoryStorage(),
  }) as ConnectedApp;
  app.registerHost(host, protocol === 'https:' ? 'https' : 'http');
  const auth = authOf(app);
  return { app, session: new DoorSession(identity, auth) };
}

/** js-sdk's `auth` is a function with the methods of its answer. */
function authOf(app: ConnectedApp): Auth {
  const owner = app as unknown as { auth: (() => Auth) | Auth };
  // Called as a method: in Node it is a proxy that needs its owner.
  return typeof owner.auth === 'function' ? owner.auth() : owner.auth;
}

class DoorSession implements Session {
  private renewal: Promise<void> | undefined;
  private expiresAt = 0;

  constructor(
    private readonly identity: PhoneIdentity,
    private readonly auth: Auth
  ) {}

  async ensure(): Promise<void> {
    if (Date.now() > this.expiresAt - RENEW_BEFORE_MS) await this.renew();
  }

  renew(): Promise<void> {
    this.renewal ??= this.signIn().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async signIn(): Promise<void> {
    const { cloud, openid } = this.identity;
    const response = await fetch(`${cloud}/__local/identity`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid }),
    });
    if (!response.ok) {
      throw new Error(`the cloud's door answered ${response.status}`);
    }
    const answer = (await response.json()) as IdentityAnswer;
    const expiresIn = answer.expiresIn ?? DEFAULT_LIFE_S;
    await this.auth.setCredentials({
      token_type: 'Bearer',
      access_token: answer.accessToken,
      ...(answer.refreshToken ? { refresh_token: answer.refreshToken } : {}),
      expires_in: expiresIn,
    });
    this.expiresAt = Date.now() + expiresIn * 1000;
  }
}

/** Phones of one origin must not see each other's tokens. */
function memoryStorage() {
  const values = new Map<string, string>();
  const get = (key: string) => values.get(key) ?? null;
  const set = (key: string, value: string) => void values.set(key, value);
  const remove = (key: string) => void values.delete(key);
  return {
    getItem: async (key: string) => get(key),
    setItem: async (key: string, value: string) => set(key, value),
    removeItem: async (key: string) => remove(key),
    getItemSync: get,
    setItemSync: set,
    removeItemSync: remove,
  };
}
