import type { Chrome } from '../phone/chrome';
import type { AppLifecycle } from './app-lifecycle';
import type { BootConfig } from './config';
import type { Gestures } from './gestures';
import type { Network } from './network';
import type { PhoneParameters } from './phone-parameters';
import type { Router } from './router';
import type { Signal } from './signal';
import type { Theme } from './theme';

/** The running phone, as `wx.*` sees it. */
export interface Host {
  config: BootConfig;
  parameters: PhoneParameters;
  router: Router;
  lifecycle: AppLifecycle;
  theme: Theme;
  network: Network;
  chrome: Chrome;
  gestures: Gestures;
  /** Errors of the mini-program's own code. */
  failed: Signal<string>;
}
