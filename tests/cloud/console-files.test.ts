import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await spawnCloud();
});
afterAll(() => cloud.stop());

describe('the page of the console', () => {
  it('[CONSOLE-1] lets nothing run but its own files, in no frame', async () => {
    const reply = await fetch(`${cloud.url}/__local/console/`);
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http/);
    expect(await reply.text()).not.toMatch(/<script>| style=| on\w+=/);
    const bare = await fetch(`${cloud.url}/__local/console`);
    expect(bare.url).toBe(`${cloud.url}/__local/console/`);
    const script = await fetch(`${cloud.url}/__local/console/app.js`);
    expect((await script.arrayBuffer()).byteLength).toBeLessThan(150_000);
    const outside = await fetch(`${cloud.url}/__local/console/..%2fmain.ts`);
    expect(outside.status).toBe(404);
  });
});
