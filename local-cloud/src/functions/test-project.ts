import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startCloud, type Cloud } from '../cloud';

/** A whole cloud over a project folder made for the test. */
export class TestProject {
  readonly dir = mkdtempSync(join(tmpdir(), 'function-project-'));
  readonly log: string[] = [];
  private cloud: Cloud | null = null;

  get url(): string {
    if (!this.cloud) throw new Error('the cloud is not started');
    return this.cloud.url;
  }

  write(files: Record<string, unknown>): this {
    for (const [name, value] of Object.entries(files)) {
      const path = join(this.dir, name);
      mkdirSync(dirname(path), { recursive: true });
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      writeFileSync(path, text);
    }
    return this;
  }

  /** One `index.js` for each, all listed in a cloudbaserc.json. */
  functions(sources: Record<string, string>, config: object = {}): this {
    const names = Object.keys(sources);
    for (const name of names) {
      this.write({ [`functions/${name}/index.js`]: sources[name] });
    }
    const functions = names.map((name) => ({ name, timeout: 10 }));
    return this.write({
      'cloudbaserc.json': { envId: 'env-1', functions, ...config },
    });
  }

  async start(): Promise<this> {
    this.cloud = await startCloud({
      port: 0,
      data: ':memory:',
      project: this.dir,
      log: (line) => this.log.push(line),
    });
    return this;
  }

  async door<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown
  ): Promise<T> {
    const answer = await fetch(`${this.url}/__local/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as T;
  }

  /** Calls a function through the gateway, as whom `identity` describes. */
  async call(
    name: string,
    event: object = {},
    identity: Record<string, string> = { openid: 'oPhone1' }
  ): Promise<{ result: unknown; requestId: string | null }> {
    const { accessToken } = await this.door('POST', 'identity', identity);
    const answer = await fetch(`${this.url}/v1/functions/${name}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${String(accessToken)}` },
      body: JSON.stringify(event),
    });
    const requestId = answer.headers.get('x-request-id');
    return { result: await answer.json(), requestId };
  }

  async remove(): Promise<void> {
    await this.cloud?.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
