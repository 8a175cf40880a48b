import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../domain/values/collections';
import { ERROR_CODES } from '../../domain/values/error-codes';
import {
  CHANNELS,
  CLOSE_REASONS,
  CONVERSATION_STATES,
  MESSAGE_KINDS,
  PRESENCE_STATES,
  PUSH_STATUSES,
  SENDER_TYPES,
  STAFF_ROLES,
} from '../../domain/values/states';
import { readText, repositoryFiles, ROOT } from '../../scripts/lib/repository';
import { readRows } from './read-table';

const files = repositoryFiles();

describe('the error table', () => {
  const documented = readRows(readText('docs/errors.md'))
    .slice(1)
    .map(([code, kind, message, when, retry]) => ({
      code,
      kind,
      message,
      retry,
      explained: (when ?? '').length > 10,
    }));

  it('says of every code of the program the same as the program', () => {
    const program = Object.entries(ERROR_CODES).map(([code, entry]) => ({
      code,
      kind: entry.kind,
      message: entry.message,
      retry: entry.retry ? 'yes' : 'no',
      explained: true,
    }));
    const byCode = (a: { code?: string }, b: { code?: string }) =>
      String(a.code).localeCompare(String(b.code));
    expect(documented.sort(byCode)).toEqual(program.sort(byCode));
  });
});

describe('the glossary', () => {
  const words = new Set(
    readRows(readText('docs/glossary.md'))
      .flatMap((cells) => cells.slice(0, 2))
      .flatMap((cell) => cell.split(' / '))
      .map((word) => word.replaceAll('`', ''))
  );
  const nouns = readdirSync(path.join(ROOT, 'domain'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => files.includes(`domain/${name}/schema.ts`));

  it('has every noun of the domain', () => {
    expect(nouns.length).toBeGreaterThanOrEqual(5);
    expect(nouns.filter((noun) => !words.has(noun))).toEqual([]);
  });

  it('has every status', () => {
    const statuses = [
      CHANNELS,
      CLOSE_REASONS,
      CONVERSATION_STATES,
      MESSAGE_KINDS,
      PRESENCE_STATES,
      PUSH_STATUSES,
      SENDER_TYPES,
      STAFF_ROLES,
    ].flat();
    expect(statuses.filter((status) => !words.has(status))).toEqual([]);
  });

  it('has every collection, and no collection that is gone', () => {
    const section = readText('docs/glossary.md').split('## Collections')[1];
    const listed = readRows(section ?? '')
      .slice(1)
      .map(([name]) => name?.replaceAll('`', ''));
    expect(listed).toEqual([...COLLECTIONS]);
  });
});

describe('the rule files', () => {
  it('are one for each collection and none besides', () => {
    const rules = files
      .map((file) => /^database-rules\/([^/]+)\.json$/.exec(file)?.[1])
      .filter(Boolean);
    expect(rules.sort()).toEqual([...COLLECTIONS].sort());
  });
});

describe('the READMEs', () => {
  const { scripts } = JSON.parse(readText('package.json')) as {
    scripts: Record<string, string>;
  };
  const documents = files.filter((file) => file.endsWith('.md'));

  it('name only commands that exist', () => {
    const named = documents.flatMap((file) =>
      [...readText(file).matchAll(/(?:^|`)npm (?:run )?([a-z][a-z:-]*)/gm)]
        .map(([, command]) => command ?? '')
        .filter((command) => !['ci', 'install', 'cache'].includes(command))
        .filter((command) => !(command in scripts))
        .map((command) => `${file}: npm run ${command}`)
    );
    expect(named).toEqual([]);
  });

  it('point only at files that exist', () => {
    const dead = documents.flatMap((file) =>
      [...readText(file).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter(
          (target) => !existsSync(path.join(ROOT, path.dirname(file), target))
        )
        .map((target) => `${file}: ${target}`)
    );
    expect(dead).toEqual([]);
  });

  it('keep the first page under 150 lines, in both languages', () => {
    for (const file of ['README.md', 'README.zh-CN.md']) {
      expect(readText(file).split('\n').length).toBeLessThan(150);
    }
  });

  it('stand in every top-level folder', () => {
    const folders = new Set(
      files
        .filter((file) => file.includes('/') && !file.startsWith('.'))
        .map((file) => file.split('/')[0])
    );
    const missing = [...folders].filter(
      (folder) => !files.includes(`${folder}/README.md`)
    );
    expect(missing).toEqual([]);
  });
});

describe('the npm scripts', () => {
  it('run files that exist', () => {
    const { scripts } = JSON.parse(readText('package.json')) as {
      scripts: Record<string, string>;
    };
    const missing = Object.values(scripts)
      .flatMap((script) => script.match(/\bscripts\/[\w./-]+/g) ?? [])
      .filter((file) => !files.includes(file));
    expect(missing).toEqual([]);
  });
});
