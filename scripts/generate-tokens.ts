import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import {
  AVATAR_TINTS,
  BRAND_STEPS,
  BRAND_TEXT_OVERRIDES,
  COLORS,
  PHONE_SIZES,
  SHADOWS,
  WEB_SIZES,
  type Theme,
} from '../domain/ui/tokens';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const NOTICE =
  '/* Made by scripts/generate-tokens.ts from domain/ui/tokens.ts. */\n';

type Declarations = Record<string, string>;

/** Every generated style sheet by its path from the root. */
export async function tokenFiles(): Promise<Record<string, string>> {
  return {
    'miniprogram/styles/tokens.wxss': await pretty(phoneSheet()),
    'admin-web/src/styles/tokens.css': await pretty(webSheet()),
  };
}

/** Paths whose content on disk is not what the tokens say. */
export async function driftedTokenFiles(): Promise<string[]> {
  return Object.entries(await tokenFiles())
    .filter(([path, text]) => readOr(path) !== text)
    .map(([path]) => path);
}

function phoneSheet(): string {
  const light = block('page,\n.page', { ...themed('light'), ...PHONE_SIZES });
  const dark = block('page,\n.page', themed('dark'));
  return `${NOTICE}${light}\n${media('prefers-color-scheme: dark', dark)}${quiet(
    'page,\n.page'
  )}`;
}

function webSheet(): string {
  const light = block(':root', { ...themed('light'), ...WEB_SIZES });
  const auto = block(":root:not([theme-mode='light'])", themed('dark'));
  const chosen = block(":root[theme-mode='dark']", themed('dark'));
  return `${NOTICE}${light}\n${media(
    'prefers-color-scheme: dark',
    auto
  )}\n${chosen}${quiet(':root')}`;
}

/** Who asks for contrast gets visible borders. */
function quiet(selector: string): string {
  const rule = block(selector, { '--td-component-border': '#7d8888' });
  return `\n${media('prefers-contrast: more', rule)}`;
}

function themed(theme: Theme): Declarations {
  const values: Declarations = {};
  BRAND_STEPS.forEach((step, i) => {
    values[`--td-brand-color-${i + 1}`] = step[theme];
  });
  for (const [name, value] of Object.entries({ ...COLORS, ...SHADOWS })) {
    values[name] = value[theme];
  }
  for (const name of BRAND_TEXT_OVERRIDES) {
    values[name] = COLORS['--td-text-color-brand'][theme];
  }
  AVATAR_TINTS.forEach((tint, i) => {
    const dark = theme === 'dark';
    values[`--cs-tint-${i}`] = dark ? tint.darkGround : tint.ground;
    values[`--cs-tint-${i}-text`] = dark ? tint.ground : tint.letter;
  });
  return values;
}

function pretty(css: string): Promise<string> {
  return format(css, { parser: 'css', singleQuote: true });
}

function block(selector: string, declarations: Declarations): string {
  const lines = Object.entries(declarations).map(([k, v]) => `  ${k}: ${v};`);
  return `${selector} {\n${lines.join('\n')}\n}\n`;
}

function media(condition: string, rule: string): string {
  const inner = rule.trimEnd().replace(/^/gm, '  ');
  return `@media (${condition}) {\n${inner}\n}\n`;
}

function readOr(path: string): string | null {
  try {
    return readFileSync(resolve(ROOT, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await tokenFiles())) {
    mkdirSync(dirname(resolve(ROOT, path)), { recursive: true });
    writeFileSync(resolve(ROOT, path), text);
  }
}
