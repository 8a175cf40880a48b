import { connectPhone } from '../../h5/cloud/connect-phone';
import { createWxCloud } from '../../h5/cloud/create-wx-cloud';
import { freshSdk } from '../../h5/cloud/fresh-sdk';
import type { CloudPort } from '../../miniprogram/services/cloud-port';
import { createAgentDesk } from '../../miniprogram/services/agent-desk';
import { createCustomerChat } from '../../miniprogram/services/customer-chat';
import type {
  ServicePorts,
  StoragePort,
} from '../../miniprogram/services/ports';

export interface CloudAddress {
  url: string;
  env: string;
}

/** What a phone keeps when the app is killed. */
export function phoneStorage(): StoragePort {
  const values = new Map<string, string>();
  return {
    get: (key) => {
      const text = values.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    set: (key, value) => void values.set(key, JSON.stringify(value)),
    remove: (key) => void values.delete(key),
  };
}

/**
 * The mini-program's own services on the vendor's own js-sdk, in Node: what a
 * phone is without its screen.
 */
export function phonePorts(
  cloud: CloudAddress,
  openid: string,
  storage: StoragePort = phoneStorage()
): ServicePorts {
  const { app, session } = connectPhone(freshSdk(), {
    cloud: cloud.url,
    env: cloud.env,
    openid,
  });
  return {
    cloud: createWxCloud({ app, session }) as unknown as CloudPort,
    storage,
    clock: {
      now: () => Date.now(),
      after: (ms, task) => {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
    },
    network: { isOnline: () => true, onChange: () => () => undefined },
    random: Math.random,
    log: { warn: () => undefined },
  };
}

export function customerPhone(
  cloud: CloudAddress,
  openid: string,
  options: { storage?: StoragePort; afterSend?: boolean } = {}
) {
  const ports = phonePorts(cloud, openid, options.storage);
  return createCustomerChat(ports, { afterSend: options.afterSend ?? true });
}

export function agentPhone(
  cloud: CloudAddress,
  openid: string,
  options: { storage?: StoragePort; afterSend?: boolean } = {}
) {
  const ports = phonePorts(cloud, openid, options.storage);
  return createAgentDesk(ports, { afterSend: options.afterSend ?? true });
}
