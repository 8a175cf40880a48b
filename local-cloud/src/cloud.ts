import type { Server } from 'node:http';
import { Accounts } from './auth/accounts';
import { Captchas } from './auth/captchas';
import { customLoginText, givenCustomLogin, loadKeys } from './auth/keys';
import { Tickets } from './auth/tickets';
import { Tokens } from './auth/tokens';
import { Verifications } from './auth/verifications';
import { consoleFront } from './console/console-front';
import { Counters } from './database/counters';
import { PermittedDatabase } from './database/database';
import { doorFront } from './door/door-front';
import { Faults } from './door/faults';
import type { DoorParts } from './door/parts';
import { putRules } from './door/put-rules';
import { RefusalLog } from './door/refusal-log';
import { SwitchBoard } from './door/switches';
import { createFunctions, type InvokeRules } from './functions';
import { adminFront } from './http/admin-front';
import { authFront } from './http/auth-front';
import { filesFront } from './http/files-front';
import { gatewayFront } from './http/gateway-front';
import { httpAccessFront } from './http/http-access-front';
import { HttpRoutes } from './http/http-routes';
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
import { noticeVisits } from './wechat/notice-visits';

export interface CloudOptions {
  /** 0 picks a free port. Default 8701. */
  port?: number;
  /** Folder for everything durable, or `:memory:`. Default .data/cloud. */
  data?: string;
  /** Folder with a cloudbaserc.json; null: a cloud without a project. */
  project?: string | null;
  /** Folder of the rules. Default `<project>/database-rules`. */
  rules?: string | null;
  /** Most calls of one function at a time, default 8; the rest waits. */
  maxWorkers?: number;
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

  const store = new SqliteStore(driver, clock, log);
  const rules = createRules({
    switches: switches.read,
    getDocument: (collection, id) => store.peek(collection, id),
  });
  const refusals = new RefusalLog(clock);
  const tokens = new Tokens(driver, clock, keys.tokenKey, envId, switches.read);
  const accounts = new Accounts(driver, clock);
  const verifications = new Verifications(clock);
  const captchas = new Captchas(clock);
  const appId = project.appId ?? APP_ID;
  const httpRoutes = new HttpRoutes();
  const notes = httpRoutes.replaceValid(project.routes);
  for (const note of [...project.notes, ...notes]) log(note);
  const functions = createFunctions({
    functions: project.functions,
    adminUrl: () => `${address}/admin`,
    envId,
    appId,
    clock,
    rules: (project.functionRules as InvokeRules | null) ?? undefined,
    switches: switches.read,
    ...(options.maxWorkers && { maxWorkers: options.maxWorkers }),
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
    appId,
    driver,
    project: place.project,
    permissionsOf: (name) =>
      project.functions.find((one) => one.name === name)?.openapi ?? null,
    invoke: (request) => functions.invoke(request),
    switches: switches.read,
    log,
  });
  const realtime = createRealtime({
    envId,
    store,
    rules: refusals.observe(rules, 'watch'),
    clock,
    verifySign: (text) => tokens.loginOfWatch(text),
    switches: switches.read,
    reachable: (caller) => faults.reachable(caller),
    countReads: (caller, reads) => counters.add('ruleReads', caller, reads),
    log,
  });
  // Sockets come back at once with a new proof, or with none.
  tokens.sessions.onEnd(({ caller }) => realtime.cutSockets(caller));
  await prepareCollections(project, store, rules);

  const services: Services = {
    envId,
    url,
    clock,
    database: new PermittedDatabase({
      store,
      rules: refusals.observe(rules, 'database'),
      clock,
      counters,
      log,
    }),
    tokens,
    accounts,
    tickets: new Tickets(customLogin, clock),
    verifications,
    captchas,
    functions,
    storage,
    wechat,
    counters,
    faults: noticeVisits(faults, wechat.visits),
    switches: switches.read,
    log,
  };
  const everything = [realtime, functions, storage, wechat];
  const reset: DoorParts['reset'] = async ({ keepAccounts }) => {
    await store.reset();
    if (!keepAccounts) {
      accounts.clear();
      tokens.clear();
      verifications.clear();
      captchas.clear();
    }
    counters.reset();
    refusals.clear();
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
      consoleFront(log),
      doorFront({
        environment: () => ({ url: address, env: envId }),
        clock,
        store,
        rules,
        tokens,
        accounts,
        verifications,
        captchas,
        storage,
        switches,
        faults,
        counters,
        refusals,
        functions,
        httpRoutes,
        realtime,
        wechat,
        reset,
        log,
      }),
      httpAccessFront({ ...services, switches: switches.read }, httpRoutes),
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
