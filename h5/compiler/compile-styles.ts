import path from 'node:path';
import { isFile } from './files';
import { convertValues } from './convert-values';
import { isIconSheet, useLocalIcons } from './icons';
import { parseWxss } from './inline-imports';
import type { Problems } from './problems';
import type { ComponentConfig, Project } from './project';
import { scopeSelectors } from './scope-selectors';
import type { Scope } from './scope-selectors';

/** Class prefixes of isolated components, by key. */
export type Scopes = Record<string, string>;

export function scopesOf(project: Project): Scopes {
  const isolated = [...project.components].filter(([, config]) =>
    isIsolated(config)
  );
  return Object.fromEntries(
    isolated.map(([key], index) => [key, `${shortName(key)}${index}`])
  );
}

/** WeChat: components are isolated by default, pages share. */
function isIsolated(config: ComponentConfig): boolean {
  const isolation =
    config.styleIsolation ?? (config.component ? 'isolated' : 'shared');
  return isolation !== 'shared' && isolation !== 'page-shared';
}

function shortName(key: string): string {
  return path.posix.basename(key).replaceAll(/\W/g, '');
}

/** One sheet: `app.wxss`, then every page and component under its scope. */
export function compileStyles(
  project: Project,
  scopes: Scopes,
  icons: ReadonlySet<string>,
  problems: Problems
): string {
  const compile = (key: string, scope: Scope): string => {
    const file = `${project.pathOf(key)}.wxss`;
    if (!isFile(file)) return '';
    const root = parseWxss(file, project.root, problems);
    if (isIconSheet(file)) useLocalIcons(root, icons);
    convertValues(root);
    scopeSelectors(root, scope);
    return `/* ${key} */\n${root.toString()}\n`;
  };
  const parts = [...project.components].map(([key, config]) =>
    compile(key, scopeOf(key, config, scopes))
  );
  return compile('app', {}) + parts.join('');
}

function scopeOf(key: string, config: ComponentConfig, scopes: Scopes): Scope {
  const prefix = scopes[key];
  if (prefix) return { prefix };
  return config.isPage ? { page: key } : {};
}
