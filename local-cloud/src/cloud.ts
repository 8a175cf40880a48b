import type { Server } from 'node:http';
import { join } from 'node:path';
import { Accounts } from './auth/accounts';
import { customLoginText, givenCustomLogin, loadKeys } from './auth/keys';
import { Tickets } from './auth/tickets';
import { Tokens } from './auth/tokens';
import { Counters } from './database/counters';
import { PermittedDatabase } from './database/database';
import { doorFront } from './door/door-front';
import { Faults } from './door/faults';
import { putRules } from './door/put-rules';
import { SwitchBoard } from './door/switches';
import { createFunctions, type InvokeRules } from './functions';
import { adminFront } from './http/admin-front';
import { authFront } from './http/auth-front';
import { filesFront } from './http/files-front';
import { gatewayFront } from './http/gateway-front';
import { createFrontServer, guardUpgrades } from './http/server';
import type { Services } from './http/services';
import { webFront } from './http/web-front';
import { movableClock } from './kernel/clock';
import { closeServer, listen } from './listen';
import { readEnvId, readProject, type Project } from './project/read-project';
import { createRealtime } from './realtime';
import { createRules } from './rules';
import { createStorage, type StorageRules } from './storage';
import { openDatabase } from './store/open-database';
import { SqliteStore } from './store/sqlite-store';
import { createWechat } from './wechat';

export interface CloudOptions {
  /** 0 picks a free port. Default 8701. */
  port?: number;
  /** Folder for everything durable, or `:memory:`. Default .data/cloud. */
  data?: string;
  /** Folder with a cloudbaserc.json; null: a cloud without a project. */
  project?: string | null;
  /** Folder of the rules. Default `<project>/database-rules`. */
  rules?: string | null;
  /** Developer's log. Default: standard error. */
  log?: (line: string) => void;
}

export interface Cloud {
  url: string;
  env: string;
  stop(): Promise<void>;
}

const APP_ID = 'wxlocal0000000001';

/**
 * Starts the whole local cloud in this process.
 * @throws CloudError PORT_IN_USE, DATA_IN_USE, PROJECT_INVALID
 */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const log = options.log ?? ((line: string) => console.error(line));
  const database = openDatabase(options.data ?? '.data/cloud');
  try {
    return await assemble(options, database, log);
  } catch (error) {
    database.close();
    throw error;
  }
}

async function assemble(
  options: CloudOptions,
  database: ReturnType<typeof openDatabase>,
  log: (line: string) => void
): Promise<Cloud> {
  const place = {
    project: options.project ?? null,
    rules: options.rules ?? null,
    variables: process.env,
  };
  const { driver, folder } = database;
  const keys = loadKeys(folder, readEnvId(place));
  const customLogin =
    givenCustomLogin(process.env.TCB_CUSTOM_LOGIN_KEY) ?? keys.customLogin;
  const project = readProject({
    ...place,
    variables: {
      ...process.env,
      TCB_CUSTOM_LOGIN_KEY: customLoginText(customLogin),
    },
  });
  const { envId } = project;
  const clock = movableClock();
  const switches = new SwitchBoard();
  const faults = new Faults(folder);
  const counters = new Counters();
  let address = '';
  const url = (): string => address;

  const store = new SqliteStore(driver, clock);
  const rules = createRules({
    switches: switches.read,
    getDocument: (collection, id) => store.peek(collection, id),
  });
  const tokens = new Tokens(driver, clock, keys.tokenKey, envId);
  const accounts = new Accounts(driver, clock);
  const functions = createFunctions({
    functions: project.functions,
    adminUrl: () => `${address}/admin`,
    envId,
    appId: APP_ID,
    clock,
    rules: (project.functionRules as InvokeRules | null) ?? undefined,
    switches: switches.read,
    log,
  });
  const storage = createStorage({
    envId,
    dir: folder,
    clock,
    rules: project.storageRules as StorageRules | null,
    log,
  });
  const wechat = createWechat({
    clock,
    appId: APP_ID,
    dir: folder,
    permissionsOf: (name) =>
      project.functions.find((one) => one.name === name)?.openapi ?? null,
    ...(folder && { ledgerFile: join(folder, 'wechat-ledger.json') }),
    log,
  });
  const realtime = createRealtime({
    envId,
    store,
    rules,
    clock,
    verifySign: (text) => tokens.callerOfWatch(text),
    switches: switches.read,
    reachable: (caller) => faults.reachable(caller),
    log,
  });
  await prepareCollections(project, store, rules);

  const services: Services = {
    envId,
    url,
    clock,
    database: new PermittedDatabase({ store, rules, clock, counters, log }),
    tokens,
    accounts,
    tickets: new Tickets(customLogin, clock),
    functions,
    storage,
    wechat,
    counters,
    faults,
    switches: switches.read,
    log,
  };
  const everything = [realtime, functions, storage, wechat];
  const reset = async (): Promise<void> => {
    await store.reset();
    accounts.clear();
    tokens.clear();
    counters.reset();
    faults.clear();
    for (const service of everything) await service.reset();
  };
  const server = createFrontServer(
    [
      adminFront(services),
      webFront(services),
      gatewayFront(services),
      authFront(services),
      filesFront(services),
      doorFront({
        environment: () => ({ url: address, env: envId }),
        clock,
        store,
        rules,
        tokens,
        accounts,
        switches,
        faults,
        counters,
        functions,
        realtime,
        wechat,
        reset,
        log,
      }),
    ],
    log
  );
  realtime.attach(guardUpgrades(server));
  address = await listen(server, options.port ?? 8701);
  for (const service of everything) await service.start();
  return {
    url: address,
    env: envId,
    stop: () => stop(server, everything, store, database),
  };
}

/** First what takes requests, last what holds the data. */
async function stop(
  server: Server,
  services: { stop(): Promise<void> }[],
  store: SqliteStore,
  database: { close(): void }
): Promise<void> {
  const closed = closeServer(server);
  for (const service of services) await service.stop();
  await closed;
  await store.close();
  database.close();
}

async function prepareCollections(
  project: Project,
  store: SqliteStore,
  rules: ReturnType<typeof createRules>
): Promise<void> {
  await putRules({ rules, store }, project.rules);
  for (const [collection, indexes] of Object.entries(project.indexes)) {
    await store.createCollection(collection);
    for (const index of indexes) await store.createIndex(collection, index);
  }
}
