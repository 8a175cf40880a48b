import path from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { isFile, readText } from './files';
import type { Problems } from './problems';
import type { Project } from './project';
import { transformWxs } from './transform-wxs';
import { WXS_RUNTIME } from './wxs-runtime';

interface ParseProblem {
  isError: boolean;
  level: string;
  message: string;
  startLine: number;
}

export interface CompiledTemplates {
  /** A JavaScript expression: an object of templates by key. */
  code: string;
  /** Keys of all WXML files taken in, imports included. */
  keys: string[];
}

/**
 * Compiles every WXML with the compiler of glass-easel (WeChat's own), which
 * parses it; inline and external WXS go through their syntax tree first.
 */
export function compileTemplates(
  project: Project,
  problems: Problems
): CompiledTemplates {
  const compiler = new TemplateCompiler(project, problems);
  for (const key of project.components.keys()) compiler.addTemplate(key);
  return compiler.finish();
}

class TemplateCompiler {
  private readonly group = new TmplGroup();
  private readonly templates = new Set<string>();
  private readonly scripts = new Set<string>();

  constructor(
    private readonly project: Project,
    private readonly problems: Problems
  ) {}

  addTemplate(key: string): void {
    if (this.templates.has(key)) return;
    this.templates.add(key);
    const file = `${this.project.pathOf(key)}.wxml`;
    if (!isFile(file)) return this.problems.error(`${key}.wxml is missing`);
    const found = this.group.addTmpl(key, readText(file)) as ParseProblem[];
    for (const problem of found) this.report(key, problem);
    this.transformInline(key);
    for (const next of this.group.getDirectDependencies(key)) {
      this.addTemplate(String(next));
    }
    for (const next of this.group.getScriptDependencies(key)) {
      this.addScript(String(next));
    }
  }

  finish(): CompiledTemplates {
    this.group.setExtraRuntimeScript(WXS_RUNTIME);
    const code = this.group.getTmplGenObjectGroups();
    this.group.free();
    return { code, keys: [...this.templates] };
  }

  private report(key: string, problem: ParseProblem): void {
    const text = `${key}.wxml:${problem.startLine + 1}: ${problem.message}`;
    const ours = !key.startsWith('miniprogram_npm/');
    if (problem.isError && ours) this.problems.error(text);
    else this.problems.warn(text);
  }

  private transformInline(key: string): void {
    for (const name of this.group.getInlineScriptModuleNames(key)) {
      const source = this.group.getInlineScript(key, String(name));
      const module = this.transform(`${key}.wxml <wxs>`, source);
      this.group.setInlineScript(key, String(name), module.code);
      this.addRequired(key, module.requires);
    }
  }

  private addScript(key: string): void {
    if (this.scripts.has(key)) return;
    this.scripts.add(key);
    const file = `${this.project.pathOf(key)}.wxs`;
    if (!isFile(file)) return this.problems.error(`${key}.wxs is missing`);
    const module = this.transform(`${key}.wxs`, readText(file));
    this.group.addScript(key, module.code);
    this.addRequired(key, module.requires);
  }

  private addRequired(from: string, requires: string[]): void {
    for (const target of requires) {
      const absolute = target.startsWith('/');
      const base = path.posix.dirname(from);
      this.addScript(
        absolute ? target.slice(1) : path.posix.join(base, target)
      );
    }
  }

  private transform(name: string, source: string) {
    try {
      return transformWxs(source);
    } catch (cause) {
      this.problems.error(`${name}: ${(cause as Error).message}`);
      return { code: '', requires: [] };
    }
  }
}
