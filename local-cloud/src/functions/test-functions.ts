import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import type { ClientCaller, InvocationSource } from '../kernel/caller';
import { movableClock } from '../kernel/clock';
import {
  createFunctions,
  type DeployedFunction,
  type FunctionService,
  type FunctionsOptions,
} from './index';
import { FUNCTION_SWITCHES } from './options';

export const phone: ClientCaller = { kind: 'client', openid: 'oPhone1' };
export const web: ClientCaller = {
  kind: 'client',
  uid: 'uid-web-1',
  loginType: 'CUSTOM',
  customUserId: 'staff_1',
};
export const wxServerSdk = createRequire(import.meta.url).resolve(
  'wx-server-sdk'
);

/** Waits until `check` holds, also where others keep the machine busy. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 15_000 });

/** One function `f` in a folder of its own, without the rest of a cloud. */
export class TestFunctions {
  readonly dir = mkdtempSync(join(tmpdir(), 'functions-'));
  readonly clock = movableClock();
  readonly log: string[] = [];
  switches = { ...FUNCTION_SWITCHES };
  private services: FunctionService[] = [];

  get service(): FunctionService {
    const service = this.services.at(-1);
    if (!service) throw new Error('nothing is deployed');
    return service;
  }

  /** Writes `f/<name>` for each file; returns the folder. */
  write(files: Record<string, string>, name = 'f'): string {
    const folder = join(this.dir, name);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return folder;
  }

  deploy(
    main: string | Record<string, string>,
    spec: Partial<DeployedFunction> = {},
    options: Partial<FunctionsOptions> = {}
  ): FunctionService {
    const files = typeof main === 'string' ? { 'index.js': main } : main;
    const fn = { name: 'f', dir: this.write(files), timeoutSeconds: 5 };
    this.services.push(
      createFunctions({
        functions: [{ ...fn, ...spec }],
        adminUrl: () => 'http://127.0.0.1:1/admin',
        envId: 'env-1',
        appId: 'wxapp1',
        clock: this.clock,
        switches: () => this.switches,
        log: (line) => this.log.push(line),
        ...options,
      })
    );
    return this.service;
  }

  call(
    event: unknown = {},
    caller: ClientCaller | null = phone,
    source: InvocationSource = 'wx_client'
  ): Promise<unknown> {
    return this.service.invoke({ name: 'f', event, caller, source });
  }

  async remove(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    rmSync(this.dir, { recursive: true, force: true });
  }
}
