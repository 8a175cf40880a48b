import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePage } from './build-page';

const folder = mkdtempSync(join(tmpdir(), 'console-page-'));
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

beforeAll(() =>
  writePage(fileURLToPath(new URL('./page', import.meta.url)), folder)
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the built console', () => {
  it('[CONSOLE-1] is four files that the page names, and no others', () => {
    const names = ['app.css', 'app.js', 'icon.svg', 'index.html'];
    expect(readdirSync(folder).sort()).toEqual(names);
    for (const name of names.slice(0, 3)) {
      expect(text('index.html')).toContain(`"${name}"`);
    }
  });

  it('[CONSOLE-1] loads nothing from anywhere else', () => {
    expect(text('app.css')).not.toMatch(/url\(|@import|@font-face/);
    expect(text('index.html')).not.toMatch(/https?:/);
    expect(text('app.js')).not.toMatch(/\beval\(|new Function|import\(/);
  });
});
