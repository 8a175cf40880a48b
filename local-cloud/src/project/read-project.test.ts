import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProject, readProject, type Project } from './read-project';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'project-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(files: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(files)) {
    const path = join(dir, name);
    mkdirSync(dirname(path), { recursive: true });
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    writeFileSync(path, text);
  }
}

function read(variables: Record<string, string> = {}): Project {
  return readProject({ project: dir, rules: null, variables });
}

/** What `read` throws, in one line and with the file's name first. */
function refusal(config: unknown): string {
  write({ 'cloudbaserc.json': config });
  try {
    read();
  } catch (error) {
    const { message, code } = error as Error & { code: string };
    expect(code).toBe('PROJECT_INVALID');
    expect(message.startsWith(join(dir, 'cloudbaserc.json: '))).toBe(true);
    expect(message).not.toContain('\n');
    return message;
  }
  return 'nothing was refused';
}

describe('cloudbaserc.json', () => {
  it('[FN-70] fills templates from the environment, .env.local and .env', () => {
    write({
      '.env': 'A=file\nB=file\nENV_ID=from-file',
      '.env.local': 'B=local\nC=local',
      'cloudbaserc.json': {
        envId: '{{env.ENV_ID}}',
        functions: [
          {
            name: 'f',
            envVariables: {
              A: '{{env.A}}',
              B: '{{ env.B }}',
              C: '{{env.C}}',
              D: 'x-{{env.NONE}}-{{tcb.envId}}',
            },
          },
        ],
      },
    });
    const project = read({ C: 'a "quoted"\nvalue' });
    expect(project.envId).toBe('from-file');
    expect(project.functions[0]?.env).toEqual({
      A: 'file',
      B: 'local',
      C: 'a "quoted"\nvalue',
      D: 'x--from-file',
    });
  });

  it('[FN-71] has the defaults of the command line for what is missing', () => {
    write({ 'cloudbaserc.json': { functions: [{ name: 'f' }] } });
    expect(read()).toMatchObject({
      envId: 'local-1',
      functions: [
        {
          name: 'f',
          dir: join(dir, 'functions', 'f'),
          handler: 'index.main',
          timeoutSeconds: 5,
          memoryMb: 256,
          env: {},
          triggers: [],
          openapi: [],
        },
      ],
      notes: [`function "f": there is no ${join(dir, 'functions', 'f')}`],
    });
  });

  it('[FN-71] is read also where it is old, flat or nested', () => {
    const config = { timeout: 20, envVariables: { N: 1 }, memorySize: 512 };
    write({
      'cloudbaserc.json': {
        functionRoot: 'cloud',
        functions: [{ name: 'f', config, handler: 'a.b' }],
      },
    });
    expect(read().functions[0]).toMatchObject({
      dir: join(dir, 'cloud', 'f'),
      handler: 'a.b',
      timeoutSeconds: 20,
      memoryMb: 512,
      env: { N: '1' },
    });
  });

  it('[FN-72] without functions deploys every folder of its root', () => {
    write({
      'cloudbaserc.json': { envId: 'e-1', functionRoot: './cloud' },
      'cloud/one/index.js': '',
      'cloud/two/index.js': '',
      'cloud/node_modules/x/index.js': '',
      'cloud/readme.md': '',
    });
    const { functions } = read();
    expect(functions.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  it('[FN-74] leaves out what is not run here, by name; the rest runs', () => {
    write({
      'functions/f/index.js': '',
      'functions/p/index.py': '',
      'functions/w/index.js': '',
      'cloudbaserc.json': {
        functions: [
          { name: 'p', runtime: 'Python3.9' },
          { name: 'w', type: 'HTTP' },
          { name: 'f', runtime: 'Nodejs18.15', layers: [{ name: 'l' }] },
        ],
      },
    });
    const { functions, notes } = read();
    expect(functions.map(({ name }) => name)).toEqual(['f']);
    expect(notes).toEqual([
      'function "p" is left out: the local cloud runs Node.js, not Python3.9',
      'function "w" is left out: web functions (type HTTP) are not run, only event functions',
      'function "f": layers are not mounted, its packages must be in the project',
    ]);
  });

  it.each([
    ['{ "envId": ', 'is no valid JSON'],
    [[], 'must hold a JSON object'],
    [{ envId: 5 }, 'envId must be a text'],
    [{ functions: {} }, 'functions must be a list of objects'],
    [{ functions: [{ dir: 'x' }] }, 'the name of a function must be'],
    [{ functions: [{ name: '../up' }] }, 'the name of a function must be'],
    [
      { functions: [{ name: 'f', timeout: 'soon' }] },
      'timeout of function "f" must be a number',
    ],
    [
      { functions: [{ name: 'f', memorySize: 1 }] },
      'memorySize of function "f" must be a number',
    ],
    [
      { functions: [{ name: 'f', envVariables: [] }] },
      'envVariables of function "f" must be an object',
    ],
    [{ functions: [{ name: 'f', triggers: {} }] }, 'triggers must be a list'],
    [
      { functions: [{ name: 'f', triggers: [{ name: '1' }] }] },
      'the name of a trigger must be',
    ],
    [
      { gateway: { routes: [{ path: '/a' }] } },
      'a route of the gateway needs path and target',
    ],
  ])('[FN-75] that is wrong is refused in one sentence: %j', (config, why) => {
    expect(refusal(config)).toContain(why);
  });

  it('[FN-76] may be a script or a field of package.json, but no YAML', () => {
    const functions = [{ name: 'f' }];
    write({ 'cloudbaserc.js': `module.exports = { envId: 'from-js' }` });
    expect(read().envId).toBe('from-js');
    write({ 'package.json': { cloudbase: { envId: 'from-pkg', functions } } });
    expect(read().envId).toBe('from-pkg');
    write({ 'package.json': {}, 'cloudbaserc.yaml': 'envId: x' });
    expect(read).toThrow('YAML is not read here: write it as cloudbaserc.json');
  });
});

describe('other ways to name functions', () => {
  it('[FN-73] the folder of WeChat developer tools, without cloudbaserc', () => {
    write({
      'project.config.json': {
        appid: 'wx1234567890abcdef',
        cloudfunctionRoot: 'cloudfunctions/',
      },
      'cloudfunctions/login/index.js': '',
      'cloudfunctions/login/config.json': {
        permissions: { openapi: ['wxacode.get'] },
        triggers: [{ name: 't', type: 'timer', config: '0 0 2 1 * * *' }],
      },
      'cloudfunctions/.idea/x': '',
    });
    expect(isProject(dir)).toBe(true);
    expect(read()).toMatchObject({
      envId: 'local-1',
      appId: 'wx1234567890abcdef',
      notes: [],
      functions: [
        {
          name: 'login',
          dir: join(dir, 'cloudfunctions', 'login'),
          timeoutSeconds: 3,
          openapi: ['wxacode.get'],
          triggers: [{ name: 't', type: 'timer', config: '0 0 2 1 * * *' }],
        },
      ],
    });
  });

  it('[FN-77] config.json of a function has one trigger; cloudbaserc has several', () => {
    const timer = (name: string) => ({
      name,
      type: 'timer',
      config: '0 0 * * * * *',
    });
    write({
      'functions/a/config.json': { triggers: [timer('a1'), timer('a2')] },
      'functions/b/config.json': { triggers: [timer('b1')] },
      'cloudbaserc.json': {
        functions: [
          { name: 'a' },
          {
            name: 'b',
            triggers: [timer('x'), timer('y'), { ...timer('z'), type: 'cos' }],
          },
        ],
      },
    });
    const { functions, notes } = read();
    const names = functions.map(({ triggers }) => triggers.map((t) => t.name));
    expect(names).toEqual([['a1'], ['x', 'y']]);
    expect(notes.join('\n')).toContain('one trigger is allowed, left out: a2');
    expect(notes.join('\n')).toContain(
      'trigger "z" is left out: no cos triggers'
    );
  });

  it('[FN-78] the function plugin of the old framework', () => {
    write({
      'cloudbaserc.json': {
        framework: {
          plugins: {
            server: {
              use: '@cloudbase/framework-plugin-function',
              inputs: {
                functionRootPath: 'cf',
                functionDefaultConfig: { timeout: 7, memorySize: 128 },
                functions: [{ name: 'hello', timeout: 9 }],
                servicePaths: { hello: '/hi' },
              },
            },
          },
        },
      },
    });
    const { functions, routes } = read();
    expect(functions[0]).toMatchObject({
      dir: join(dir, 'cf', 'hello'),
      timeoutSeconds: 9,
      memoryMb: 128,
    });
    expect(routes).toEqual([{ functionName: 'hello', path: '/hi' }]);
  });

  it('[FN-69] routes of the gateway and paths of functions', () => {
    write({
      'cloudbaserc.json': {
        functions: [{ name: 'a', path: '/a' }, { name: 'b' }],
        gateway: {
          routes: [
            { path: '/b', target: 'function:b', enableAuth: true },
            { path: '/c', target: 'function:b', enablePathTransmission: true },
            { path: '/site', target: 'hosting:site' },
          ],
        },
      },
    });
    const { routes, notes } = read();
    expect(routes).toEqual([
      { path: '/b', functionName: 'b', auth: true },
      { path: '/c', functionName: 'b', wholePath: true },
      { path: '/a', functionName: 'a' },
    ]);
    expect(notes).toContain(
      'route "/site" is left out: target hosting:site is not supported'
    );
  });
});
