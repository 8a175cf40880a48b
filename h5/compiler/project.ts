import path from 'node:path';
import { isFile, readJson } from './files';
import { miniprogramFolder, npmPath, splitPackagePath } from './npm-package';
import type { Problems } from './problems';

/** `app.json`, the parts this host reads. */
export interface AppConfig {
  pages: string[];
  entryPagePath?: string;
  subPackages?: SubPackage[];
  subpackages?: SubPackage[];
  usingComponents?: Record<string, string>;
  window?: Record<string, unknown>;
  tabBar?: { custom?: boolean; list: { pagePath: string; text: string }[] };
  darkmode?: boolean;
  themeLocation?: string;
}

interface SubPackage {
  root: string;
  pages: string[];
}

/** The JSON of a page or component; `usingComponents` is already resolved. */
export interface ComponentConfig {
  isPage: boolean;
  component?: boolean;
  styleIsolation?: string;
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, { default?: string } | true>;
  [key: string]: unknown;
}

/**
 * A mini-program on disk. A *key* names a page or component without suffix:
 * `pages/chat/index`, or `miniprogram_npm/tdesign-miniprogram/icon/icon`.
 */
export class Project {
  readonly app: AppConfig;
  readonly pages: string[];
  readonly components = new Map<string, ComponentConfig>();

  constructor(
    readonly root: string,
    private readonly problems: Problems
  ) {
    const file = path.join(root, 'app.json');
    if (!isFile(file)) throw new Error(`${file} is missing`);
    this.app = readJson<AppConfig>(file);
    this.pages = pagesOf(this.app);
    for (const page of this.pages) this.visit(page, true);
  }

  /** Absolute path of a key, without suffix. */
  pathOf(key: string): string {
    return npmPath(key, this.root) ?? path.join(this.root, key);
  }

  /** The file of a key with one of the suffixes, if there is one. */
  fileOf(key: string, ...suffixes: string[]): string | undefined {
    const base = this.pathOf(key);
    return suffixes.map((suffix) => base + suffix).find(isFile);
  }

  private visit(key: string, isPage: boolean): void {
    if (this.components.has(key)) return;
    const file = this.fileOf(key, '.json');
    if (!file && !isPage) this.problems.error(`${key}.json is missing`);
    const config: ComponentConfig = {
      ...(file ? readJson<Record<string, unknown>>(file) : {}),
      isPage,
    };
    this.components.set(key, config);
    this.requireSources(key);
    config.usingComponents = this.resolveUsing(key, config);
    this.resolveGenerics(key, config);
  }

  private requireSources(key: string): void {
    if (!this.fileOf(key, '.wxml'))
      this.problems.error(`${key}.wxml is missing`);
    if (!this.fileOf(key, '.ts', '.js')) {
      this.problems.error(`${key}.ts is missing`);
    }
  }

  private resolveUsing(
    key: string,
    config: ComponentConfig
  ): Record<string, string> {
    const resolved: Record<string, string> = {};
    const add = (name: string, ref: string, from: string) => {
      const target = this.resolveComponent(ref, from);
      if (!target) return;
      resolved[name] = `/${target}`;
      this.visit(target, false);
    };
    const global = this.app.usingComponents ?? {};
    for (const [name, ref] of Object.entries(global)) add(name, ref, 'app');
    for (const [name, ref] of Object.entries(config.usingComponents ?? {})) {
      add(name, ref, key);
    }
    return resolved;
  }

  private resolveGenerics(key: string, config: ComponentConfig): void {
    for (const generic of Object.values(config.componentGenerics ?? {})) {
      if (generic === true || !generic.default) continue;
      const target = this.resolveComponent(generic.default, key);
      if (!target) continue;
      generic.default = `/${target}`;
      this.visit(target, false);
    }
  }

  private resolveComponent(ref: string, from: string): string | undefined {
    const found = this.candidates(ref, from).find((key) =>
      this.fileOf(key, '.json')
    );
    if (!found) {
      this.problems.error(`component "${ref}" used by ${from} does not exist`);
    }
    return found;
  }

  private candidates(ref: string, from: string): string[] {
    if (ref.startsWith('/')) return [ref.slice(1), `${ref.slice(1)}/index`];
    const relative = path.posix.join(path.posix.dirname(from), ref);
    const near = [relative, `${relative}/index`];
    if (ref.startsWith('.')) return near;
    const npm = `miniprogram_npm/${ref}`;
    const [name] = splitPackagePath(ref);
    return miniprogramFolder(name, this.root)
      ? [...near, npm, `${npm}/index`]
      : near;
  }
}

function pagesOf(app: AppConfig): string[] {
  const packages = app.subPackages ?? app.subpackages ?? [];
  const inPackages = packages.flatMap(({ root, pages }) =>
    pages.map((page) => path.posix.join(root, page))
  );
  return [...app.pages, ...inPackages];
}
