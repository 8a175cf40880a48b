import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingPackages } from './install.mjs';
import { requireNode } from './require-node.mjs';
import { countTests } from './test-result.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'install-'));
  mkdirSync(path.join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, content: unknown): string => {
  const full = path.join(folder, file);
  writeFileSync(full, JSON.stringify(content));
  return full;
};
const lock = (packages: object) =>
  write('package-lock.json', { packages: { '': {}, ...packages } });
const installed = (packages: object) =>
  write('node_modules/.package-lock.json', { packages });

const A = { 'node_modules/a': { version: '1.0.0' } };
const FOREIGN = {
  'node_modules/a-win32': { version: '1.0.0', optional: true },
};

describe('what is missing', () => {
  it('is everything where nothing was installed to the end', () => {
    lock({ ...A, ...FOREIGN });
    expect(missingPackages(folder)).toBe(2);
  });

  it('is nothing where the lock file is installed, but for other systems', () => {
    lock({ ...A, ...FOREIGN });
    installed(A);
    expect(missingPackages(folder)).toBe(0);
  });

  it('is what has another version now', () => {
    lock({ 'node_modules/a': { version: '1.0.1' } });
    installed(A);
    expect(missingPackages(folder)).toBe(1);
  });
});

describe('the version of Node', () => {
  it('must be 20.19 or later', () => {
    for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.21.0']) {
      expect(() => requireNode(version)).not.toThrow();
    }
    for (const version of ['18.20.0', '20.18.3']) {
      expect(() => requireNode(version)).toThrow(`现在是 ${version}`);
    }
  });
});

describe('the count of tests', () => {
  it('takes the report at its word', () => {
    const report = write('report.json', {
      numPassedTests: 7,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
      ],
    });
    expect(countTests(report)).toEqual({ passed: 7, failed: 1 });
  });

  it('counts a file that could not be loaded, and a missing report', () => {
    const report = write('report.json', {
      numPassedTests: 7,
      numFailedTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }],
    });
    expect(countTests(report)).toEqual({ passed: 7, failed: 1 });
    expect(countTests(path.join(folder, 'no'))).toEqual({
      passed: 0,
      failed: 1,
    });
  });
});
