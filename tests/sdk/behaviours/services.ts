import { codeOf } from './code-of';
import type { Client } from './client';

export async function callsFunctions(client: Client): Promise<unknown> {
  const data = { text: '你好', list: [1, { a: null }] };
  return {
    answer: await client.call('echo', data),
    failure: await codeOf(() => client.call('echo', { fail: true })),
  };
}

export async function filesUpAndDown(client: Client): Promise<unknown> {
  const path = `sdk/${client.mark}/文件 1.txt`;
  const fileId = await client.upload(path, '第一份');
  const link = await client.link(fileId);
  const text = await (await fetch(link)).text();
  const named = fileId.startsWith('cloud://') && fileId.endsWith(path);
  const removed = await client.discard(fileId);
  return { named, text, removed, after: await client.link(fileId) };
}
