import type { Host } from '../runtime/host';
import type { WxPart } from './api';

/** What `cloud.js` leaves for the host when the phone has a cloud. */
interface CloudModule {
  createPhoneCloud(parameters: {
    cloud: string;
    env: string;
    openid: string;
  }): unknown;
}

/** `wx.cloud`. Without `?cloud=` in the address there is none, loudly. */
export function cloudApis({ parameters }: Host): WxPart {
  const module = (globalThis as { __h5Cloud?: CloudModule }).__h5Cloud;
  if (!module) return {};
  return { cloud: module.createPhoneCloud(parameters) };
}
