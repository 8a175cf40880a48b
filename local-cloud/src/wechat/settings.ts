import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import type { Memory } from './memory';
import { readLibrary, type TemplateLibrary } from './template-library';
import { readTemplates, type Template } from './templates';

export type Suggestion = 'pass' | 'review' | 'risky';

/** What stands for something WeChat would find. */
export interface RiskyWord {
  word: string;
  label: number;
  suggest: Suggestion;
}

/** Media by the SHA-256 of its bytes or by a part of its address. */
export interface RiskyMedia {
  sha256?: string;
  name?: string;
  label: number;
  suggest: Suggestion;
}

/** Which function gets which message; `event` is empty for messages. */
export interface PushTarget {
  msgType: string;
  event: string;
  function: string;
}

export interface MessagePushSetting {
  functions: PushTarget[];
  /** How often each event comes, as WeChat may push one twice. */
  deliveries: number;
  /** How often it comes again when the function fails. */
  retries: number;
  /** Forces the kind of CreateTime, which differs between events. */
  createTime: 'documented' | 'text' | 'number';
}

export interface Quota {
  perMinute?: number;
  perDay?: number;
}

/** How the account at WeChat is set up. It outlives a reset. */
export interface Settings {
  /** null: no template is known, fields are judged by their kinds. */
  templates: Template[] | null;
  library: TemplateLibrary;
  words: RiskyWord[];
  media: RiskyMedia[];
  messagePush: MessagePushSetting;
  quotas: Record<string, Quota>;
  /** Codes with a path that an account may make in its life. */
  limitedCodes: number;
}

const FILE = 'wechat-doubles.json';

const DEFAULTS: Settings = {
  templates: null,
  library: { categories: [], titles: [] },
  words: [
    { word: '违规测试', label: 20006, suggest: 'risky' },
    { word: '广告测试', label: 10001, suggest: 'risky' },
    { word: '辱骂测试', label: 20003, suggest: 'risky' },
  ],
  media: [],
  messagePush: {
    functions: [],
    deliveries: 1,
    retries: 0,
    createTime: 'documented',
  },
  quotas: {
    'subscribeMessage.send': { perDay: 10_000_000 },
    'wxacode.getUnlimited': { perMinute: 5_000 },
    'security.msgSecCheck': { perMinute: 4_000, perDay: 2_000_000 },
    'urllink.generate': { perDay: 500_000 },
    'urlscheme.generate': { perDay: 500_000 },
  },
  limitedCodes: 100_000,
};

type Readers = { [K in keyof Settings]: (value: unknown) => Settings[K] };

const READERS: Readers = {
  templates: readTemplates,
  library: readLibrary,
  words: (value) => listOf(value, 'words').map(readWord),
  media: (value) => listOf(value, 'media').map(readMedia),
  messagePush: readMessagePush,
  quotas: readQuotas,
  limitedCodes: (value) => countOf(value, 'limitedCodes', 0),
};

/**
 * The project's `wechat-doubles.json`, over which stands what the door was
 * told. `null` gives a setting back to the file.
 * @throws CloudError PROJECT_INVALID, INVALID_PARAM naming the mistake
 */
export class SettingsBoard {
  private readonly told;
  private readonly fromFile: Settings;

  constructor(memory: Memory, project: string | null) {
    this.told = memory.topic<unknown>('settings');
    this.fromFile = { ...DEFAULTS, ...readFile(project) };
  }

  get<K extends keyof Settings>(name: K): Settings[K] {
    const told = this.told.get(name);
    return told === null ? this.fromFile[name] : (told as Settings[K]);
  }

  set<K extends keyof Settings>(name: K, value: unknown): Settings[K] {
    if (value === null) this.told.remove(name);
    else this.told.put(name, READERS[name](value));
    return this.get(name);
  }
}

function readFile(project: string | null): Partial<Settings> {
  const path = project && join(project, FILE);
  if (!path || !existsSync(path)) return {};
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isPlainObject(json)) throw new Error('it must be a JSON object');
    const settings = Object.entries(json).map(([name, value]) => {
      if (!Object.hasOwn(READERS, name)) throw new Error(`what is ${name}?`);
      return [name, READERS[name as keyof Settings](value)];
    });
    return Object.fromEntries(settings) as Partial<Settings>;
  } catch (error) {
    throw new CloudError('PROJECT_INVALID', `${path}: ${String(error)}`);
  }
}

function readWord(value: unknown): RiskyWord {
  if (typeof value === 'string') return { word: value, ...verdictOf({}) };
  if (!isPlainObject(value) || !value.word) throw wrong('a word is missing');
  return { word: String(value.word), ...verdictOf(value) };
}

function readMedia(value: unknown): RiskyMedia {
  if (!isPlainObject(value)) throw wrong('media must be objects');
  const { sha256, name } = value;
  if (typeof sha256 === 'string') return { sha256, ...verdictOf(value) };
  if (typeof name === 'string') return { name, ...verdictOf(value) };
  throw wrong('media needs a sha256 or a name');
}

function verdictOf(value: Record<string, unknown>): {
  label: number;
  suggest: Suggestion;
} {
  const { label = 20006, suggest = 'risky' } = value;
  if (suggest !== 'risky' && suggest !== 'review' && suggest !== 'pass') {
    throw wrong('suggest must be risky, review or pass');
  }
  return { label: countOf(label, 'label', 0), suggest };
}

function readMessagePush(value: unknown): MessagePushSetting {
  if (!isPlainObject(value)) throw wrong('messagePush must be an object');
  const { deliveries = 1, retries = 0, createTime = 'documented' } = value;
  if (!['documented', 'text', 'number'].includes(String(createTime))) {
    throw wrong('createTime must be documented, text or number');
  }
  return {
    functions: listOf(value.functions ?? [], 'functions').map(readTarget),
    deliveries: countOf(deliveries, 'deliveries', 1),
    retries: countOf(retries, 'retries', 0),
    createTime: createTime as MessagePushSetting['createTime'],
  };
}

function readTarget(value: unknown): PushTarget {
  if (!isPlainObject(value)) throw wrong('functions must be objects');
  const { msgType = 'event', event = '', function: name } = value;
  if (typeof name !== 'string' || name === '') {
    throw wrong('a function is missing');
  }
  return { msgType: String(msgType), event: String(event), function: name };
}

function readQuotas(value: unknown): Record<string, Quota> {
  if (!isPlainObject(value)) throw wrong('quotas must be an object');
  const quotas = Object.entries(value).map(([api, quota]) => {
    if (!isPlainObject(quota)) throw wrong(`the quota of ${api} is malformed`);
    const { perMinute, perDay } = quota;
    return [
      api,
      {
        ...(perMinute !== undefined && {
          perMinute: countOf(perMinute, 'perMinute', 0),
        }),
        ...(perDay !== undefined && { perDay: countOf(perDay, 'perDay', 0) }),
      },
    ];
  });
  return Object.fromEntries(quotas) as Record<string, Quota>;
}

function listOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw wrong(`${name} must be a list`);
}

function countOf(value: unknown, name: string, least: number): number {
  if (Number.isInteger(value) && Number(value) >= least) return Number(value);
  throw wrong(`${name} must be a number from ${least}`);
}

function wrong(message: string): CloudError {
  return new CloudError('INVALID_PARAM', message);
}
