import path from 'node:path';
import { parse } from 'acorn';
import type { CallExpression, Node } from 'acorn';
import { BUILTIN_TAGS } from './builtin-tags';
import { isFile } from './files';
import type { Problems } from './problems';
import type { Project } from './project';
import { walkTree } from './syntax-tree';

const IMAGE = /^\/[\w./-]+\.(png|jpe?g|gif|svg|webp)$/;

/**
 * Reads the compiled templates as a syntax tree: every tag must be WeChat's or
 * a component of the file that uses it, every picture named must exist.
 * A `<template>` file is judged with all components of its importers.
 */
export function checkTemplates(
  code: string,
  project: Project,
  problems: Problems
): void {
  const tree = parse(code, { ecmaVersion: 'latest' });
  const everywhere = namesUsedAnywhere(project);
  walkTree(tree, (node) => {
    const group = asTemplate(node);
    if (!group) return;
    const config = project.components.get(group.key);
    const known = config
      ? new Set([...BUILTIN_TAGS, ...namesOf(config)])
      : everywhere;
    for (const tag of tagsIn(group.body)) {
      if (known.has(tag)) continue;
      const text = `${group.key}.wxml: <${tag}> is neither built in nor used`;
      if (isNpm(group.key)) problems.warn(text);
      else problems.error(text);
    }
    checkImages(group, project, problems);
  });
}

interface TemplateNode {
  key: string;
  body: Node;
}

/** `G["pages/a"] = …` in the compiled text. */
function asTemplate(node: Node): TemplateNode | undefined {
  if (node.type !== 'AssignmentExpression') return undefined;
  const { left, right } = node as Node & {
    left: Node & { object?: Node & { name?: string }; property?: Node };
    right: Node;
  };
  if (left.type !== 'MemberExpression' || left.object?.name !== 'G') {
    return undefined;
  }
  const key = (left.property as Node & { value?: unknown }).value;
  return typeof key === 'string' ? { key, body: right } : undefined;
}

/** `E("view", …)` creates an element. */
function tagsIn(body: Node): Set<string> {
  const tags = new Set<string>();
  walkTree(body, (node) => {
    if (node.type !== 'CallExpression') return;
    const { callee, arguments: args } = node as CallExpression;
    const [first] = args;
    if (callee.type !== 'Identifier' || callee.name !== 'E') return;
    if (first?.type !== 'Literal') return;
    tags.add(String(first.value));
  });
  return tags;
}

function checkImages(
  { key, body }: TemplateNode,
  project: Project,
  problems: Problems
): void {
  if (isNpm(key)) return;
  walkTree(body, (node) => {
    const value = (node as Node & { value?: unknown }).value;
    if (node.type !== 'Literal' || typeof value !== 'string') return;
    if (!IMAGE.test(value) || isFile(path.join(project.root, value))) return;
    problems.error(`${key}.wxml: ${value} does not exist`);
  });
}

/** A library may hold tags that the app never comes to. */
function isNpm(key: string): boolean {
  return key.startsWith('miniprogram_npm/');
}

function namesOf(config: {
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, unknown>;
}): string[] {
  return [
    ...Object.keys(config.usingComponents ?? {}),
    ...Object.keys(config.componentGenerics ?? {}),
  ];
}

function namesUsedAnywhere(project: Project): Set<string> {
  const configs = [...project.components.values()];
  return new Set([...BUILTIN_TAGS, ...configs.flatMap(namesOf)]);
}
