import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const NODE_MODULES = path.resolve(import.meta.dirname, '../../node_modules');

export interface TemporaryProject {
  /** Folder of the mini-program. */
  root: string;
  /** Not made yet. */
  outDir: string;
  write(file: string, text: string): void;
  remove(): void;
}

/** An empty mini-program beside which npm packages are found. */
export function temporaryProject(): TemporaryProject {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'miniprogram-'));
  fs.symlinkSync(NODE_MODULES, path.join(dir, 'node_modules'), 'junction');
  const root = path.join(dir, 'miniprogram');
  fs.mkdirSync(root);
  return {
    root,
    outDir: path.join(dir, 'out'),
    write(file, text) {
      const target = path.join(root, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, text);
    },
    remove: () => fs.rmSync(dir, { recursive: true, force: true }),
  };
}

/** One page, `pages/one/index`, which each test changes. */
export function tinyProject(): TemporaryProject {
  const project = temporaryProject();
  project.write('app.json', '{"pages":["pages/one/index"]}');
  project.write('app.ts', 'App({});');
  project.write('app.wxss', 'page { color: red; }');
  project.write('pages/one/index.json', '{}');
  project.write('pages/one/index.ts', 'Page({ data: { n: 1 } });');
  project.write('pages/one/index.wxss', '.a { width: 20rpx; }');
  project.write(
    'pages/one/index.wxml',
    '<view class="a">原来的一行</view>\n<view>{{n < 2 ? "<小" : "大"}}</view>\n'
  );
  return project;
}
