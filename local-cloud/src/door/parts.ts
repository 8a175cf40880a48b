import type { Accounts } from '../auth/accounts';
import type { Captchas } from '../auth/captchas';
import type { Tokens } from '../auth/tokens';
import type { Verifications } from '../auth/verifications';
import type { Counters } from '../database/counters';
import type { FunctionService } from '../functions';
import type { HttpRoutes } from '../http/http-routes';
import type { Clock } from '../kernel/clock';
import type { Rules } from '../kernel/rules';
import type { Realtime } from '../kernel/services';
import type { FindSpec, Store } from '../kernel/store';
import type { StorageService } from '../storage';
import type { WechatDoubles } from '../wechat';
import type { CollectionInfo } from '../store/collection';
import type { Faults } from './faults';
import type { RefusalLog } from './refusal-log';
import type { SwitchBoard } from './switches';

/** What a developer may ask of the store besides. */
export interface StoreInspection {
  describe(collection: string): CollectionInfo;
  /** How a query is answered: an index's name, `_id` or `scan`. */
  explain(spec: FindSpec): string;
}

/** What the door reaches. */
export interface DoorParts {
  environment: () => { url: string; env: string };
  clock: Clock;
  store: Store & StoreInspection;
  rules: Rules;
  tokens: Tokens;
  accounts: Accounts;
  verifications: Verifications;
  captchas: Captchas;
  storage: StorageService;
  switches: SwitchBoard;
  faults: Faults;
  counters: Counters;
  refusals: RefusalLog;
  functions: FunctionService;
  httpRoutes: HttpRoutes;
  realtime: Realtime;
  wechat: WechatDoubles;
  /** Empties everything that `reset-cloud.ts` names. */
  reset: (options: { keepAccounts: boolean }) => Promise<void>;
  log: (line: string) => void;
}
