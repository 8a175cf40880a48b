import type { Accounts } from '../auth/accounts';
import type { Tokens } from '../auth/tokens';
import type { Counters } from '../database/counters';
import type { FunctionService } from '../functions';
import type { Clock } from '../kernel/clock';
import type { Rules } from '../kernel/rules';
import type { Realtime } from '../kernel/services';
import type { Store } from '../kernel/store';
import type { WechatDoubles } from '../wechat';
import type { Faults } from './faults';
import type { SwitchBoard } from './switches';

/** What the door reaches. */
export interface DoorParts {
  environment: () => { url: string; env: string };
  clock: Clock;
  store: Store;
  rules: Rules;
  tokens: Tokens;
  accounts: Accounts;
  switches: SwitchBoard;
  faults: Faults;
  counters: Counters;
  functions: FunctionService;
  realtime: Realtime;
  wechat: WechatDoubles;
  /** Empties data, accounts, files, records, faults and counters. */
  reset: () => Promise<void>;
  log: (line: string) => void;
}
