import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parse } from 'acorn';
import type { Token } from 'acorn';
import postcss from 'postcss';
import type { Root } from 'postcss';

const require = createRequire(import.meta.url);
const SVG_DIR = path.join(
  path.dirname(require.resolve('tdesign-icons-svg/package.json')),
  'src'
);
const ICON_RULE = /^\.t-icon-([\w-]+):before$/;
const MASK = `
.t-icon-base:before {
  content: ''; display: block; width: 1em; height: 1em;
  background: currentColor;
  -webkit-mask: var(--icon) center / contain no-repeat;
  mask: var(--icon) center / contain no-repeat;
}`;

/** Whether a WXSS file is TDesign's icon sheet, which loads a remote font. */
export function isIconSheet(file: string): boolean {
  return file.replaceAll('\\', '/').endsWith('miniprogram_dist/icon/icon.wxss');
}

/**
 * All icon names among the string literals of a bundle. A name put together at
 * run time is not found: list it in `icons` of the build's options.
 */
export function iconNamesIn(code: string): Set<string> {
  const names = new Set<string>();
  const onToken = (token: Token & { value?: unknown }) => {
    const { value } = token;
    if (typeof value === 'string' && hasIcon(value)) names.add(value);
  };
  parse(code, { ecmaVersion: 'latest', onToken });
  return names;
}

const icons = new Set(
  fs.readdirSync(SVG_DIR).map((file) => path.basename(file, '.svg'))
);

function hasIcon(name: string): boolean {
  return icons.has(name);
}

/** Replaces the remote font by local pictures, for the names in use only. */
export function useLocalIcons(root: Root, used: ReadonlySet<string>): void {
  root.walkAtRules('font-face', (rule) => void rule.remove());
  root.walkRules((rule) => {
    const name = ICON_RULE.exec(rule.selector)?.[1];
    if (name === undefined) return;
    if (!used.has(name) || !hasIcon(name)) return void rule.remove();
    rule.removeAll();
    rule.append({ prop: '--icon', value: `url(icons/${name}.svg)` });
  });
  root.append(postcss.parse(MASK));
}

/** Copies the pictures of the names in use. */
export function copyIcons(used: ReadonlySet<string>, outDir: string): void {
  const dir = path.join(outDir, 'icons');
  fs.mkdirSync(dir, { recursive: true });
  for (const name of used) {
    const svg = fs.readFileSync(path.join(SVG_DIR, `${name}.svg`), 'utf8');
    fs.writeFileSync(path.join(dir, `${name}.svg`), drawable(svg));
  }
}

/** The package writes `view-box`, and a mask needs an opaque colour. */
function drawable(svg: string): string {
  return svg
    .replaceAll('view-box', 'viewBox')
    .replaceAll('currentColor', '#000');
}
