/**
 * `npm test`: installs what is missing, then every check, the build and every
 * test. Ends with `N passed, N failed`; the exit code is 0 only when nothing
 * failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureBrowser } from './lib/ensure-browser.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { BIN, ROOT } from './lib/paths.mjs';
import { requireNode } from './lib/require-node.mjs';
import { runMain, say, seconds } from './lib/say.mjs';
import { CHECKS, runSteps } from './lib/steps.mjs';
import { countTests } from './lib/test-result.mjs';

const GUARD = path.join(ROOT, 'tests/support/loopback-guard.cjs');
const GUARD_LOG = path.join(ROOT, '.build/loopback-violations.log');
const RESULT = path.join(ROOT, '.build/vitest.json');

runMain(async () => {
  const started = Date.now();
  requireNode();
  await ensureInstalled();
  const browser = ensureBrowser();
  say(`浏览器：${browser}`);
  rmSync(GUARD_LOG, { force: true });

  const env = guardedEnvironment(browser);
  const failures = await runSteps(CHECKS, { env });
  await ensureBuilt({ env });
  const tests = runTests(env);
  if (tests.code !== 0) failures.push('测试');
  if (existsSync(GUARD_LOG)) {
    failures.push('只许访问本机');
    say(`有进程或页面访问了别的机器：\n${readFileSync(GUARD_LOG, 'utf8')}`);
  }
  if (failures.length > 0) say(`没有通过：${failures.join('、')}`);
  say(`用时 ${seconds(started)}`);
  say(`${tests.passed} passed, ${tests.failed} failed`);
  process.exitCode = failures.length > 0 || tests.failed > 0 ? 1 : 0;
});

/** From here on nothing but this machine is reached. */
function guardedEnvironment(browser) {
  const guard = `--require=${JSON.stringify(GUARD.replaceAll('\\', '/'))}`;
  return {
    ...process.env,
    CHROME_PATH: browser,
    TENCENTCLOUD: 'true',
    NODE_OPTIONS: [process.env.NODE_OPTIONS, guard].filter(Boolean).join(' '),
  };
}

function runTests(env) {
  rmSync(RESULT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json'];
  const { status } = spawnSync(
    process.execPath,
    [BIN.vitest, 'run', ...reporters, `--outputFile.json=${RESULT}`],
    { cwd: ROOT, env, stdio: 'inherit' }
  );
  return { code: status, ...countTests(RESULT) };
}
