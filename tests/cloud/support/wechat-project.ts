import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BuiltProject } from './build-project';

const SOURCE = fileURLToPath(
  new URL('../functions/wechat.mjs', import.meta.url)
);

const PERMITTED = [
  'subscribeMessage.send',
  'wxacode.getUnlimited',
  'security.msgSecCheck',
  'security.mediaCheckAsync',
  'phonenumber.getPhoneNumber',
  'customerServiceMessage.send',
];

const TEMPLATE = {
  id: 'T1',
  title: '回复提醒',
  fields: [
    { key: 'thing1', name: '内容' },
    { key: 'character_string2', name: '编号' },
  ],
};

/** A project whose one function calls WeChat and takes what WeChat pushes. */
export async function buildWechatProject(): Promise<BuiltProject> {
  const dir = mkdtempSync(join(tmpdir(), 'local-cloud-wechat-'));
  await build({
    entryPoints: [SOURCE],
    outfile: join(dir, 'functions/wechat/index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  const files: Record<string, unknown> = {
    'functions/wechat/config.json': { permissions: { openapi: PERMITTED } },
    'cloudbaserc.json': {
      version: '2.0',
      functionRoot: './functions',
      functions: [{ name: 'wechat', timeout: 10, runtime: 'Nodejs20.19' }],
    },
    'database-rules/inbox.json': 'ADMINONLY',
    'miniprogram/app.json': { pages: ['pages/chat/index'] },
    'wechat-doubles.json': {
      templates: [TEMPLATE],
      messagePush: {
        functions: [
          { event: 'subscribe_msg_event', function: 'wechat' },
          { event: 'wxa_media_check', function: 'wechat' },
          { msgType: 'text', function: 'wechat' },
        ],
      },
    },
  };
  for (const [file, value] of Object.entries(files)) {
    const path = join(dir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(value));
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
