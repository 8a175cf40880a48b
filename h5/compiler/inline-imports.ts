import path from 'node:path';
import postcss from 'postcss';
import type { AtRule, Root } from 'postcss';
import { isFile, readText } from './files';
import { npmPath } from './npm-package';
import type { Problems } from './problems';

/** Parses a WXSS file and puts the files it imports in place of `@import`. */
export function parseWxss(
  file: string,
  projectRoot: string,
  problems: Problems,
  open: string[] = []
): Root {
  const root = postcss.parse(readText(file), { from: file });
  root.walkAtRules('import', (rule) => {
    const target = importedFile(rule, file, projectRoot);
    if (!target) {
      problems.error(`${file}: @import ${rule.params} does not exist`);
      return void rule.remove();
    }
    if (open.includes(target)) return void rule.remove();
    rule.replaceWith(
      parseWxss(target, projectRoot, problems, [...open, file]).nodes
    );
  });
  return root;
}

/**
 * WXSS imports by path only: a library is named by its place in
 * `miniprogram_npm`, its bare name means a file beside this one.
 */
function importedFile(
  rule: AtRule,
  from: string,
  projectRoot: string
): string | undefined {
  const ref = unquote(rule.params);
  const target = ref.startsWith('/')
    ? path.join(projectRoot, ref)
    : path.resolve(path.dirname(from), ref);
  const inside = path.relative(projectRoot, target).split(path.sep).join('/');
  return existing(npmPath(inside, projectRoot) ?? target);
}

function existing(file: string): string | undefined {
  return isFile(file) ? file : undefined;
}

function unquote(params: string): string {
  const text = params.trim();
  const inner = text.startsWith('url(') ? text.slice(4, -1).trim() : text;
  const quoted = inner.startsWith('"') || inner.startsWith("'");
  return quoted ? inner.slice(1, -1) : inner;
}
