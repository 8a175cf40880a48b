import ts from 'typescript';

const CLOCKS = new Set(['setTimeout', 'sleep', 'delay', 'waitForTimeout']);

/**
 * Lines of a test that wait for time to pass instead of for something to
 * happen: an awaited sleep, or a promise that only a timer resolves.
 */
export function findSleeps(source: string, file: string): number[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (isSleep(node)) {
      lines.push(tree.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(tree);
  return lines;
}

function isSleep(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return callsClock(node.expression);
  if (!ts.isNewExpression(node) || !isPromise(node)) return false;
  const executor = node.arguments?.[0];
  return !!executor && ts.isArrowFunction(executor) && onlyTimer(executor);
}

function isPromise(node: ts.NewExpression): boolean {
  return ts.isIdentifier(node.expression) && node.expression.text === 'Promise';
}

/** `(resolve) => setTimeout(resolve, …)`, with or without braces. */
function onlyTimer(executor: ts.ArrowFunction): boolean {
  const { body } = executor;
  if (!ts.isBlock(body)) return callsClock(body);
  const [only, ...more] = body.statements;
  return (
    more.length === 0 &&
    !!only &&
    ts.isExpressionStatement(only) &&
    callsClock(only.expression)
  );
}

function callsClock(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node) || yieldsOnly(node)) return false;
  const called = node.expression;
  if (ts.isIdentifier(called)) return CLOCKS.has(called.text);
  return ts.isPropertyAccessExpression(called) && CLOCKS.has(called.name.text);
}

/** `sleep(0)` lets the engine take its turn; no time has to pass for it. */
function yieldsOnly({ arguments: args }: ts.CallExpression): boolean {
  return args.some((arg) => ts.isNumericLiteral(arg) && arg.text === '0');
}
