import { BUILTIN_TAGS } from '../compiler/builtin-tags';
import type { Host } from '../runtime/host';
import type { WxPart } from './api';
import { albumApis } from './album';
import { audioApis } from './audio';
import { cloudApis } from './cloud';
import { deviceApis } from './device';
import { feedbackApis } from './feedback';
import { fileApis } from './files';
import { lifecycleApis } from './lifecycle';
import { mediaApis } from './media';
import { navigationApis } from './navigation';
import { Permissions } from './permissions';
import { phoneApis } from './phone';
import { USER_DATA_PATH } from './phone-files';
import { queryApis } from './query';
import { recorderApis } from './recorder';
import { settingsApis } from './settings';
import { storageApis } from './storage';
import { subscribeApis } from './subscribe';

/** `wx`, with a loud end for whatever this host does not provide. */
export function createWx(host: Host): object {
  const permissions = new Permissions(host);
  const apis: WxPart = {
    env: { USER_DATA_PATH },
    ...storageApis(host),
    ...deviceApis(host),
    ...navigationApis(host),
    ...feedbackApis(),
    ...queryApis(host),
    ...lifecycleApis(host),
    ...phoneApis(host),
    ...albumApis(permissions),
    ...mediaApis(permissions),
    ...fileApis(),
    ...recorderApis(permissions),
    ...audioApis(),
    ...settingsApis(permissions),
    ...subscribeApis(host, permissions),
    ...cloudApis(host),
  };
  apis.canIUse = (schema: string) => {
    const [name = ''] = schema.split('.');
    return name in apis || BUILTIN_TAGS.includes(name);
  };
  return new Proxy(apis, { get: readKnown });
}

function readKnown(apis: WxPart, name: string | symbol): unknown {
  if (name in apis || typeof name === 'symbol') return Reflect.get(apis, name);
  const message = `wx.${name} is not provided by this host`;
  console.error(message);
  throw new Error(message);
}
