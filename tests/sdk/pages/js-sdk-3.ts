import cloudbase from '@cloudbase/js-sdk';
import type { WebApp } from '../clients/web-client';
import { servePage, type PageAuth } from './page';

servePage(({ env, host, mode }) => {
  const app = cloudbase.init({
    env,
    endPointMode: mode,
  } as Parameters<typeof cloudbase.init>[0]);
  app.registerHost(host, 'http');
  return {
    app: app as unknown as WebApp,
    auth: app.auth({ persistence: 'local' }) as unknown as PageAuth,
  };
});
