import cloud from 'wx-server-sdk';
import { behaviours, type Behaviour } from '../behaviours';
import {
  wechatServerClient,
  type WechatServer,
} from '../clients/wechat-server-client';

// The SDK's types know nothing of this value of its own.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

const server = cloud as unknown as WechatServer;

/** Runs one behaviour on wx-server-sdk, inside the cloud. */
export function main(event: { behaviour: Behaviour }): Promise<unknown> {
  const client = wechatServerClient('wx-server-sdk', server);
  return behaviours[event.behaviour](client);
}
