import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser';
import { buildProject, type BuiltProject } from './build-project';
import { serverApp } from './sdks';
import { spawnCloud, type CloudProcess } from './spawn-cloud';

/** What the console has, as its addresses name it. */
export const SECTIONS = [
  'overview',
  'collections',
  'rules',
  'watches',
  'calls',
  'pushes',
  'files',
  'clock',
  'faults',
  'switches',
];

/** The console of a cloud with a project, in a browser. */
export class ConsoleStage {
  /** What the page complained about, and what it asked elsewhere. */
  complaints: string[] = [];

  private constructor(
    readonly project: BuiltProject,
    readonly cloud: CloudProcess,
    readonly browser: Browser
  ) {}

  static async start(): Promise<ConsoleStage> {
    const project = await buildProject();
    const [cloud, browser] = await Promise.all([
      spawnCloud({ project: project.dir }),
      launchBrowser(),
    ]);
    return new ConsoleStage(project, cloud, browser);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.cloud.stop();
    this.project.remove();
  }

  /** Everything is as at the start, but that `notes` have an owner. */
  async reset(): Promise<void> {
    await this.cloud.door('POST', 'reset');
    await this.cloud.door('PUT', 'rules', {
      notes: { read: 'doc.owner == auth.openid', write: false },
    });
  }

  async openPage(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
    const context = await this.browser.newContext(options);
    const opened = await context.newPage();
    this.complaints = [];
    opened.on('pageerror', ({ message }) => this.complaints.push(message));
    opened.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.complaints.push(message.text());
      }
    });
    opened.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(this.cloud.url)) this.complaints.push(url);
    });
    return opened;
  }

  /** What was expected is no complaint. */
  forgives(part: string): void {
    this.complaints = this.complaints.filter((text) => !text.includes(part));
  }

  collection(name: string) {
    return serverApp(this.cloud).database().collection(name);
  }

  async switchNow(name: string): Promise<unknown> {
    const { switches } = (await this.cloud.door('GET', 'switches')) as {
      switches: { name: string; value: unknown }[];
    };
    return switches.find((one) => one.name === name)?.value;
  }
}

/** A page on another port of this machine. */
export async function pageElsewhere() {
  const server = createServer((_, response) => response.end('<p>here</p>'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { origin: `:${port}/`, close: () => server.close() };
}
