import cloudbase from 'js-sdk-2';
import type { WebApp } from '../clients/web-client';
import { servePage, type PageAuth } from './page';

servePage(({ env, host, mode }) => {
  const app = cloudbase.init({
    env,
    endPointMode: mode,
  } as Parameters<typeof cloudbase.init>[0]);
  cloudbase.registerEndPoint(`//${host}/web`, 'http');
  cloudbase.registerEndPointWithKey({
    key: 'GATEWAY',
    url: `//${host}/v1`,
    protocol: 'http',
  });
  return {
    app: app as unknown as WebApp,
    // Only an instance made after the registration asks the new address.
    auth: app.auth({ persistence: 'local' }) as unknown as PageAuth,
  };
});
