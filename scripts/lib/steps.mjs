import { spawn } from 'node:child_process';
import { BIN, ROOT } from './paths.mjs';
import { say, seconds } from './say.mjs';

const node = (name, script, ...args) => ({ name, args: [script, ...args] });
const tsx = (name, script, ...args) =>
  node(name, BIN.tsx, `scripts/${script}`, ...args);

/** What can be judged without running the product. */
export const CHECKS = [
  tsx('契约无漂移', 'contract-sync.ts', '--check'),
  tsx('样式变量无漂移', 'generate-tokens.ts', '--check'),
  tsx('需求追踪表', 'trace.ts', '--check'),
  tsx('本地云规格', 'spec.ts'),
  node('类型', BIN.tsc, '-p', 'tsconfig.json'),
  node('类型（测试）', BIN.tsc, '-p', 'tests'),
  node('类型（小程序）', BIN.tsc, '-p', 'miniprogram'),
  node('类型（h5）', BIN.tsc, '-p', 'h5'),
  node('类型（控制台）', BIN.tsc, '-p', 'local-cloud/src/console/page'),
  node('类型（管理后台）', BIN.vueTsc, '--noEmit', '-p', 'admin-web'),
  node('代码规范', BIN.eslint, '.', '--max-warnings', '0'),
  node('格式', BIN.prettier, '--check', '--log-level', 'warn', '.'),
];

/**
 * Runs steps, two at a time, and shows what each said only where it failed.
 * Answers the names of those that failed.
 */
export async function runSteps(steps, { env = process.env, lanes = 2 } = {}) {
  const waiting = [...steps];
  const failed = [];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (!(await runStep(step, env))) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed;
}

async function runStep(step, env) {
  const started = Date.now();
  const { code, output } = await capture(step.args, env);
  say(`${code === 0 ? '✓' : '✗'} ${step.name}（${seconds(started)}）`);
  if (code !== 0) say(output.trimEnd().replace(/^/gm, '    '));
  return code === 0;
}

function capture(args, env) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk) => (output += chunk);
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
