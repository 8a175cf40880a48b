import fs from 'node:fs';
import path from 'node:path';
import { bundleScripts } from './bundle-scripts';
import { checkTemplates } from './check-templates';
import { compileStyles, scopesOf } from './compile-styles';
import { compileTemplates } from './compile-templates';
import { isFile, listFiles, readJson, readText } from './files';
import { copyIcons, iconNamesIn } from './icons';
import { bundleCloud } from './bundle-cloud';
import { Problems } from './problems';
import { Project } from './project';

const PHONE = path.resolve(import.meta.dirname, '../phone');
const SOURCE = /\.(ts|js|json|wxml|wxss|wxs|md|map)$/;

export interface BuildOptions {
  /** Folder with `app.json`. */
  root: string;
  /** Emptied and filled with `phone.html` and what it loads. */
  outDir: string;
  minify?: boolean;
  /** Names of TDesign icons that are only put together at run time. */
  icons?: string[];
}

export interface BuildResult {
  warnings: string[];
  pages: number;
  components: number;
  templates: number;
  icons: number;
  milliseconds: number;
}

/**
 * Compiles a mini-program into a page a browser can open (`phone.html`).
 * Throws, naming all of them, on missing files, unresolved components,
 * unknown tags and source that does not parse.
 */
export async function buildMiniprogram(
  options: BuildOptions
): Promise<BuildResult> {
  const started = performance.now();
  const problems = new Problems();
  const root = fs.realpathSync(options.root);
  const project = new Project(root, problems);
  problems.throwIfAny();
  const templates = compileTemplates(project, problems);
  problems.throwIfAny();
  checkTemplates(templates.code, project, problems);
  const scopes = scopesOf(project);
  const minify = options.minify ?? false;
  const theme = themeOf(project);
  const bundle = await bundleScripts({
    project,
    templates: templates.code,
    scopes,
    theme,
    minify,
    problems,
  });
  const icons = iconNamesIn(bundle.code);
  for (const name of options.icons ?? []) icons.add(name);
  const styles = compileStyles(project, scopes, icons, problems);
  problems.throwIfAny();
  write(options.outDir, {
    'app.js': bundle.code,
    'app.js.map': bundle.map,
    'app.css': `${readText(path.join(PHONE, 'base.css'))}\n${styles}`,
    'cloud.js': await bundleCloud(minify),
    'phone.html': readText(path.join(PHONE, 'phone.html')),
  });
  copyIcons(icons, options.outDir);
  copyAssets(root, options.outDir);
  return {
    warnings: problems.warnings,
    pages: project.pages.length,
    components: project.components.size,
    templates: templates.keys.length,
    icons: icons.size,
    milliseconds: Math.round(performance.now() - started),
  };
}

function themeOf(project: Project): unknown {
  const file = path.join(
    project.root,
    project.app.themeLocation ?? 'theme.json'
  );
  return isFile(file) ? readJson(file) : undefined;
}

function write(outDir: string, files: Record<string, string>): void {
  fs.rmSync(outDir, { recursive: true, force: true });
  fs.mkdirSync(outDir, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    fs.writeFileSync(path.join(outDir, name), text);
  }
}

/** Pictures and the like, under the paths the mini-program names them by. */
function copyAssets(root: string, outDir: string): void {
  const assets = listFiles(root).filter(
    (file) => !SOURCE.test(file) && !file.startsWith('miniprogram_npm/')
  );
  for (const file of assets) {
    const target = path.join(outDir, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(path.join(root, file), target);
  }
}
