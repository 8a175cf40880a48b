import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { webApp } from './clients/in-node';
import { cloudOfProject, type CloudProcess } from './cloud-of-project';

let cloud: CloudProcess;

beforeAll(async () => {
  for (const name of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, name).mockImplementation(() => undefined);
  }
  cloud = await cloudOfProject();
});
afterAll(() => cloud?.stop());

/** What js-sdk also does on the platform, and the local cloud does not. */
interface OtherServices {
  models: Record<string, { list(query: object): Promise<unknown> }>;
  rdb(): { from(table: string): { select(): Promise<unknown> } };
  ai(): {
    createModel(name: string): { generateText(o: object): Promise<unknown> };
    bot: { list(): Promise<unknown> };
  };
  callContainer(options: object): Promise<unknown>;
  apis: Record<string, { get(options: object): Promise<unknown> }>;
}

const ASKED: [string, (app: OtherServices) => Promise<unknown>][] = [
  ['data models', (app) => app.models['todo']!.list({})],
  ['the relational database', (app) => app.rdb().from('todo').select()],
  [
    'AI models',
    (app) => app.ai().createModel('any').generateText({ messages: [] }),
  ],
  ['AI agents', (app) => app.ai().bot.list()],
  [
    'CloudRun containers',
    (app) => app.callContainer({ name: 'x', path: '/', method: 'GET' }),
  ],
  ['connected APIs', (app) => app.apis['any']!.get({ path: '/' })],
];

/** An answer or a thrown error as text. */
async function told(work: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await work());
  } catch (error) {
    return `${String(error)} ${JSON.stringify(error)}`;
  }
}

describe('a service that the local cloud does not have', () => {
  it.each(ASKED)('[SDK-45] is refused by its name: %s', async (name, ask) => {
    const app = webApp(cloud, 'GATEWAY');
    await app.auth().signInAnonymously({});
    const text = await told(() => ask(app as unknown as OtherServices));
    expect(text).toContain(`${name}: not in the local cloud`);
  });
});
