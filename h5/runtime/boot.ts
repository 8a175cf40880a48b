import { Chrome } from '../phone/chrome';
import { createWx } from '../wx/create-wx';
import { AppLifecycle } from './app-lifecycle';
import type { BootConfig } from './config';
import { createRouter } from './create-router';
import { reportFrameworkErrors, startFramework } from './framework';
import { Gestures } from './gestures';
import type { Host } from './host';
import { turnMouseIntoTouch } from './mouse-touch';
import { Network } from './network';
import { readPhoneParameters } from './phone-parameters';
import { recordErrors } from './record-errors';
import { Registration } from './registration';
import { Signal } from './signal';
import { installTestHooks } from './test-hooks';
import { Theme } from './theme';
import { parsePageUrl } from './url';
import { onWxsProperty, runHandler } from './wxs-bridge';

/** Starts a compiled mini-program in this document. */
export function boot(config: BootConfig): void {
  const errors = recordErrors();
  turnMouseIntoTouch(document.body);
  const { host, registration } = createHost(config);
  installGlobals(host, registration);
  installTestHooks(host, errors);
  reportFrameworkErrors(host.failed);
  config.runApp();
  for (const [key, run] of config.modules) load(registration, key, run);
  host.lifecycle.launch();
  host.router.reLaunch(startUrl(config));
  followDocument(host);
}

function createHost(config: BootConfig): {
  host: Host;
  registration: Registration;
} {
  const parameters = readPhoneParameters(location.search);
  const { dataset } = document.documentElement;
  dataset['frame'] = parameters.frame;
  if (config.app.darkmode) dataset['darkmode'] = '';
  const gestures = new Gestures(document.body);
  const theme = new Theme(config);
  const framework = startFramework(config, gestures);
  const chrome = new Chrome(document.body, () => router.navigateBack());
  const router = createRouter(config, framework, theme, chrome);
  const registration = new Registration(framework.space);
  const { path, query } = parsePageUrl(startUrl(config));
  const entered = { path, query, scene: parameters.scene, referrerInfo: {} };
  const lifecycle = new AppLifecycle(() => registration.app, router, entered);
  const network = new Network();
  const failed = new Signal<string>();
  return {
    registration,
    host: {
      ...{ config, parameters, router, lifecycle, theme },
      ...{ network, chrome, gestures, failed },
    },
  };
}

/** What a mini-program's code finds in its global scope. */
function installGlobals(host: Host, registration: Registration): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  scope['__h5'] = {
    enter: (key: string) => registration.enter(key),
    onWxsProperty,
    onEvent: runHandler,
  };
  scope['wx'] = createWx(host);
  scope['getCurrentPages'] = () => host.router.pages.map((page) => page.caller);
  registration.install(scope);
}

/** One page that does not load must not take the others with it. */
function load(registration: Registration, key: string, run: () => void): void {
  registration.enter(key);
  try {
    run();
  } catch (error) {
    console.error(`[h5] ${key} does not load`, error);
  }
}

function startUrl(config: BootConfig): string {
  const fromHash = location.hash.replace(/^#\/?/, '');
  return `/${fromHash || (config.app.entryPagePath ?? config.pages[0])}`;
}

/** A hidden tab is a phone put away; a new hash is a card that was tapped. */
function followDocument({ config, lifecycle, router }: Host): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) lifecycle.hide();
    else lifecycle.show();
  });
  addEventListener('hashchange', () => {
    const url = startUrl(config);
    const { path, query } = parsePageUrl(url);
    const { scene } = lifecycle.enterOptions;
    lifecycle.enterFresh({ path, query, scene, referrerInfo: {} });
    router.reLaunch(url);
  });
}
