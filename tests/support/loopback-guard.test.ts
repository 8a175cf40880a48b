import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUARD_OPTION } from './loopback';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'guard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string): Promise<{ code: number | null; err: string }> {
  const child = spawn(process.execPath, ['-e', script], {
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: GUARD_OPTION,
      LOOPBACK_GUARD_LOG: path.join(folder, 'log'),
    },
  });
  let err = '';
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, err }))
  );
}

const noted = (): string => readFileSync(path.join(folder, 'log'), 'utf8');

describe('the loopback guard', () => {
  const ATTEMPTS = {
    'a TCP connection to an address': [
      "require('net').connect(80, '192.0.2.1')",
      'connect to 192.0.2.1',
    ],
    'a TLS connection to a name': [
      "require('tls').connect({ port: 443, host: 'example.com' })",
      'connect to example.com',
    ],
    'an HTTP request': [
      "require('http').get('http://example.com/')",
      'connect to example.com',
    ],
    'a fetch': ["fetch('https://example.com/')", 'connect to example.com'],
    'a name lookup': [
      "require('dns').lookup('example.com', () => undefined)",
      'dns.lookup of example.com',
    ],
    'a promised lookup': [
      "require('dns/promises').resolve4('example.com')",
      'dns.resolve4 of example.com',
    ],
    'a UDP packet': [
      "require('dgram').createSocket('udp4').send('x', 53, '192.0.2.1')",
      'udp to 192.0.2.1',
    ],
  } as const;

  for (const [what, [script, line]] of Object.entries(ATTEMPTS)) {
    it(`ends a process that tries ${what}, and notes it`, async () => {
      const { code, err } = await run(script);
      expect(code).not.toBe(0);
      expect(err).toContain('loopback guard');
      expect(noted()).toContain(line);
    });
  }

  it('notes it even where the error is caught', async () => {
    const { code } = await run(
      "try { require('net').connect(80, '192.0.2.1') } catch { process.exit(0) }"
    );
    expect(code).toBe(0);
    expect(noted()).toContain('192.0.2.1');
  });

  it('reaches processes that a guarded process starts', async () => {
    await run(
      "require('child_process').spawnSync(process.execPath, ['-e', \"require('net').connect(80, '192.0.2.1')\"])"
    );
    expect(noted()).toContain('192.0.2.1');
  });

  it('lets a process talk to this machine', async () => {
    const server = createServer((_, response) => response.end('here'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const { code, err } = await run(
      `fetch('http://127.0.0.1:${port}/').then((r) => r.text()).then((t) => process.exit(t === 'here' ? 0 : 1))`
    );
    server.close();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(noted).toThrow();
  });

  it('guards this very process', () => {
    expect(process.env['NODE_OPTIONS']).toContain('loopback-guard.cjs');
  });
});
