import { inject, type InjectionKey } from 'vue';
import type { Call } from './cloud/client';
import type { Cloud } from './cloud/cloud-port';
import type { Session } from './features/session/use-session';

/** What main.ts builds once and every `use-*.ts` may take. */
export interface AppContext {
  cloud: Cloud;
  /** Renews an expired sign-in and then continues. */
  call: Call;
  session: Session;
}

export const APP_CONTEXT: InjectionKey<AppContext> = Symbol('app-context');

export function useAppContext(): AppContext {
  const context = inject(APP_CONTEXT);
  if (!context) throw new Error('no app context: main.ts provides it');
  return context;
}
