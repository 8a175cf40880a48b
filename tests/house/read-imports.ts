import path from 'node:path';
import ts from 'typescript';
import { parse } from 'vue/compiler-sfc';

export interface Import {
  /** As written. */
  specifier: string;
  /** True where nothing of it is left when the program runs. */
  typeOnly: boolean;
}

/** Every import, re-export, import() and require() of a .ts, .mjs or .vue. */
export function readImports(source: string, file: string): Import[] {
  const text = file.endsWith('.vue') ? scriptsOf(source) : source;
  const tree = ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const one = importOf(node);
    if (one) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The repository's path that a relative specifier means; null: a package. */
export function targetOf(file: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return path.posix.join(path.posix.dirname(file), specifier);
}

function scriptsOf(source: string): string {
  const { script, scriptSetup } = parse(source).descriptor;
  return [script?.content, scriptSetup?.content].join('\n');
}

function importOf(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node)) {
    return named(node.moduleSpecifier, isTypeOnly(node.importClause));
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return named(node.moduleSpecifier, node.isTypeOnly);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return named(node.argument.literal, true);
  }
  if (ts.isCallExpression(node) && loadsModule(node) && node.arguments[0]) {
    return named(node.arguments[0], false);
  }
  return null;
}

function loadsModule(call: ts.CallExpression): boolean {
  if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(call.expression) && call.expression.text === 'require';
}

/** `import { type A }` is not: verbatimModuleSyntax keeps its module. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function named(node: ts.Node, typeOnly: boolean): Import | null {
  return ts.isStringLiteralLike(node)
    ? { specifier: node.text, typeOnly }
    : null;
}
