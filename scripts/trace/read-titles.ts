import ts from 'typescript';

const TESTS = new Set(['it', 'test']);
const GROUPS = new Set(['describe', 'suite']);

/** One test and every id that its title, or that of a group around it, names. */
export interface TestTitle {
  title: string;
  ids: string[];
}

/**
 * Reads the titles of a test file from its syntax tree. Of a title that is
 * put together while running only the fixed text counts, save where its id
 * comes from a table: `[%s] …` and `[${id}] …` name every id that is the
 * first cell of a row in the file.
 */
export function readTitles(source: string, fileName: string): TestTitle[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest);
  const found: TestTitle[] = [];
  const rows = idsOfRows(file);
  const visit = (node: ts.Node, inherited: string[]): void => {
    const call = titledCall(node);
    if (!call) {
      ts.forEachChild(node, (child) => visit(child, inherited));
      return;
    }
    const fromTable = /^\s*\[(%s|…)\]/.test(call.title) ? rows : [];
    const ids = [...inherited, ...fromTable, ...idsOf(call.title)];
    if (TESTS.has(call.name)) {
      found.push({ title: call.title, ids: [...new Set(ids)] });
    }
    ts.forEachChild(node, (child) => visit(child, ids));
  };
  visit(file, []);
  return found;
}

/** The first cells of all array literals, where they are ids. */
function idsOfRows(file: ts.SourceFile): string[] {
  const ids: string[] = [];
  const visit = (node: ts.Node): void => {
    const first = ts.isArrayLiteralExpression(node) && node.elements[0];
    if (first && ts.isStringLiteralLike(first)) {
      ids.push(...idsOf(`[${first.text}]`));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return ids;
}

/** `[F003a] …`, `[F003a][A-N03] …` and `[F003a, A-N03] …`. */
export function idsOf(title: string): string[] {
  const head = /^(\s*\[[^\]]+\])+/.exec(title)?.[0] ?? '';
  return head
    .split(/[\][,\s]+/)
    .filter((text) => /^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/.test(text))
    .filter((text) => /\d/.test(text));
}

function titledCall(node: ts.Node): { name: string; title: string } | null {
  if (!ts.isCallExpression(node)) return null;
  const name = rootName(node.expression);
  if (!name || (!TESTS.has(name) && !GROUPS.has(name))) return null;
  const title = node.arguments[0] && textOf(node.arguments[0]);
  return title === undefined ? null : { name, title };
}

/** `it`, `it.each(rows)`, `it.runIf(x)`, `describe.each` → its first name. */
function rootName(expression: ts.Expression): string | null {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) {
    return rootName(expression.expression);
  }
  if (ts.isCallExpression(expression)) return rootName(expression.expression);
  if (ts.isTaggedTemplateExpression(expression)) {
    return rootName(expression.tag);
  }
  return null;
}

function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => `…${span.literal.text}`);
    return node.head.text + spans.join('');
  }
  return undefined;
}
