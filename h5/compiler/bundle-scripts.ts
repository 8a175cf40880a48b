import path from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { isFile, readText } from './files';
import { miniprogramFolder, splitPackagePath } from './npm-package';
import type { Problems } from './problems';
import type { Project } from './project';
import type { Scopes } from './compile-styles';

const HOST = path.resolve(import.meta.dirname, '..');

export interface BundleInput {
  project: Project;
  templates: string;
  scopes: Scopes;
  theme: unknown;
  minify: boolean;
  problems: Problems;
}

export interface Bundle {
  /** `app.js`: the host, the templates and the mini-program. */
  code: string;
  map: string;
}

/** Bundles the host and the mini-program's own scripts into one file. */
export async function bundleScripts(input: BundleInput): Promise<Bundle> {
  const result = await build({
    stdin: { contents: entry(input), resolveDir: HOST, loader: 'ts' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    // The project's own tsconfig is for its editor, not for this bundle.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    outfile: 'app.js',
    write: false,
    sourcemap: 'linked',
    minify: input.minify,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [miniprogramPlugin(input)],
  });
  for (const { text } of result.warnings) input.problems.warn(text);
  const text = (suffix: string) =>
    result.outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? '';
  return { code: text('app.js'), map: text('.map') };
}

/** Modules are required in WeChat's order: app first, then each by need. */
function entry({ project, scopes, theme }: BundleInput): string {
  const app = project.fileOf('app', '.ts', '.js');
  const mains = [...project.components.keys()].map((key) => {
    const file = project.fileOf(key, '.ts', '.js');
    return `[${json(key)}, () => require(${json(file)})]`;
  });
  return `
    import { boot } from './runtime/boot';
    import templates from 'mp:templates';
    boot({
      app: ${json(project.app)},
      theme: ${json(theme)},
      pages: ${json(project.pages)},
      configs: ${json(Object.fromEntries(project.components))},
      scopes: ${json(scopes)},
      templates,
      runApp: () => { ${app ? `require(${json(app)})` : ''} },
      modules: [${mains.join(',\n')}],
    });`;
}

function json(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function miniprogramPlugin({ project, templates }: BundleInput): Plugin {
  const keyOf = new Map(
    [...project.components.keys()].map((key) => [
      project.fileOf(key, '.ts', '.js'),
      key,
    ])
  );
  return {
    name: 'miniprogram',
    setup(plugin) {
      plugin.onResolve({ filter: /^mp:templates$/ }, () => ({
        path: 'templates',
        namespace: 'mp',
      }));
      plugin.onLoad({ filter: /.*/, namespace: 'mp' }, () => ({
        contents: `export default ${templates}`,
        loader: 'js',
      }));
      plugin.onResolve({ filter: /^[^./]/ }, ({ path: ref, resolveDir }) => {
        const file = npmFile(ref, resolveDir);
        return file ? { path: file } : undefined;
      });
      // A component registers under the path of the file that runs: TDesign
      // registers through a shared helper, so the file must say who it is.
      plugin.onLoad({ filter: /\.[tj]s$/ }, ({ path: file }) => {
        const key = keyOf.get(file);
        if (key === undefined) return undefined;
        const contents = `__h5.enter(${json(key)});${readText(file)}`;
        return { contents, loader: file.endsWith('ts') ? 'ts' : 'js' };
      });
    },
  };
}

/** What a bare import means inside a mini-program. */
function npmFile(ref: string, from: string): string | undefined {
  const [name, rest] = splitPackagePath(ref);
  const nested = nestedNpmFile(ref, from);
  if (nested) return nested;
  const dir = miniprogramFolder(name, from);
  return dir && scriptFile(path.join(dir, rest || 'index'));
}

/** A package's build may carry its own `miniprogram_npm`. */
function nestedNpmFile(ref: string, from: string): string | undefined {
  for (let dir = from; dir !== path.dirname(dir); dir = path.dirname(dir)) {
    const file = scriptFile(path.join(dir, 'miniprogram_npm', ref));
    if (file) return file;
  }
  return undefined;
}

function scriptFile(base: string): string | undefined {
  return [base, `${base}.js`, `${base}.ts`, `${base}/index.js`].find(isFile);
}
