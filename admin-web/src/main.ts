import 'tdesign-vue-next/es/style/index.css';
import './styles/tokens.css';
import './styles/base.css';
import { createApp } from 'vue';
import { APP_CONTEXT, type AppContext } from './app-context';
import { loadAppConfig } from './app-config';
import App from './app.vue';
import { createClient, refreshing, renewing } from './cloud/client';
import { storedTokens } from './cloud/session-tokens';
import { browserName } from './features/session/browser-name';
import { createSession } from './features/session/use-session';
import { router } from './router';
import { followSystemTheme } from './styles/theme-mode';

async function start(): Promise<void> {
  followSystemTheme();
  // The vendor's SDK is half of the first load: it comes beside the page.
  const [config, { openCloudBase }] = await Promise.all([
    loadAppConfig(),
    import('./cloud/cloudbase-port'),
  ]);
  const cloud = openCloudBase(config);
  const tokens = storedTokens(window.localStorage);
  const call = refreshing(createClient(cloud, tokens), tokens);
  const device = browserName(navigator.userAgent);
  const session = createSession(cloud, call, tokens, device);
  const context: AppContext = {
    cloud,
    call: renewing(call, session),
    session,
  };
  createApp(App).provide(APP_CONTEXT, context).use(router).mount('#app');
  await session.restore();
}

start().catch((cause: unknown) => {
  console.error(cause);
  const sentence = document.createElement('p');
  sentence.setAttribute('role', 'alert');
  sentence.style.cssText = 'padding:48px 24px;text-align:center';
  sentence.textContent = '页面没有打开，请检查网络后刷新。';
  document.body.appendChild(sentence);
});
