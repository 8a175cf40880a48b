import type { CompareOperator, Node } from './ast';
import { tokenize, type Token } from './lexer';
import { ruleError } from './rule-error';

const EQUALITY = ['==', '!=', '===', '!=='];
const RELATION = ['<', '<=', '>', '>='];

/** Parses one expression. @throws CloudError naming mistake and position. */
export function parseExpression(source: string, offset = 0): Node {
  const parser = new Parser(tokenize(source, offset));
  const node = parser.or();
  parser.expectEnd();
  return node;
}

/** Recursive descent with the precedence of JavaScript. */
class Parser {
  private next = 0;

  constructor(private readonly tokens: Token[]) {}

  or(): Node {
    let left = this.and();
    while (this.takeSign('||')) {
      left = logic('||', left, this.and());
    }
    return left;
  }

  expectEnd(): void {
    const token = this.peek();
    if (token.type !== 'end') {
      throw ruleError(`unexpected ${describe(token)}`, token.start);
    }
  }

  private and(): Node {
    let left = this.equality();
    while (this.takeSign('&&')) {
      left = logic('&&', left, this.equality());
    }
    return left;
  }

  private equality(): Node {
    let left = this.relation();
    for (;;) {
      const operator = this.takeSign(...EQUALITY);
      if (!operator) return left;
      left = compare(operator, left, this.relation());
    }
  }

  private relation(): Node {
    let left = this.sum();
    for (;;) {
      const operator = this.takeSign(...RELATION);
      if (operator) {
        left = compare(operator, left, this.sum());
      } else if (this.takeName('in')) {
        const right = this.sum();
        const span = { start: left.start, end: right.end };
        left = { type: 'in', left, right, negated: false, ...span };
      } else {
        return left;
      }
    }
  }

  private sum(): Node {
    let left = this.unary();
    while (this.takeSign('+')) {
      const right = this.unary();
      const span = { start: left.start, end: right.end };
      left = { type: 'concat', left, right, ...span };
    }
    return left;
  }

  private unary(): Node {
    const start = this.peek().start;
    if (this.takeSign('!')) return this.negation(start);
    if (!this.takeSign('-')) return this.postfix();
    const token = this.take();
    if (token.type !== 'number') {
      throw ruleError("'-' stands only before a number", start);
    }
    return { type: 'literal', value: -token.value, start, end: token.end };
  }

  private negation(start: number): Node {
    const inner = this.postfix();
    if (inner.type !== 'in' || inner.negated) {
      throw ruleError("'!' is supported only as !(x in [...])", start);
    }
    return { ...inner, negated: true, start };
  }

  private postfix(): Node {
    let node = this.primary();
    for (;;) {
      if (this.takeSign('.')) {
        node = this.dotMember(node);
      } else if (this.takeSign('[')) {
        const key = this.or();
        const end = this.expectSign(']');
        const span = { start: node.start, end };
        node = { type: 'member', object: node, key, computed: true, ...span };
      } else if (this.takeSign('(')) {
        node = this.call(node);
      } else {
        return node;
      }
    }
  }

  private dotMember(object: Node): Node {
    const token = this.take();
    if (token.type !== 'name') {
      throw ruleError("a field name must follow '.'", token.start);
    }
    const { start, end } = token;
    const key: Node = { type: 'literal', value: token.text, start, end };
    const span = { start: object.start, end };
    return { type: 'member', object, key, computed: false, ...span };
  }

  private call(callee: Node): Node {
    if (callee.type !== 'name') {
      throw ruleError('methods cannot be called, only get()', callee.start);
    }
    const { items, end } = this.list(')');
    const span = { start: callee.start, end };
    return { type: 'call', callee: callee.name, args: items, ...span };
  }

  private list(close: string): { items: Node[]; end: number } {
    const items: Node[] = [];
    const empty = this.peek();
    if (this.takeSign(close)) return { items, end: empty.end };
    do items.push(this.or());
    while (this.takeSign(','));
    return { items, end: this.expectSign(close) };
  }

  private primary(): Node {
    const token = this.take();
    const span = { start: token.start, end: token.end };
    if (token.type === 'number' || token.type === 'string') {
      return { type: 'literal', value: token.value, ...span };
    }
    if (token.type === 'template') {
      const parts = token.parts.map((part) =>
        typeof part === 'string' ? part : parseExpression(part.source, part.at)
      );
      return { type: 'template', parts, ...span };
    }
    if (token.type === 'name') return word(token.text, span);
    if (token.type === 'sign' && token.text === '(') return this.group(span);
    if (token.type === 'sign' && token.text === '[') {
      const { items, end } = this.list(']');
      return { type: 'array', items, start: span.start, end };
    }
    throw ruleError(`unexpected ${describe(token)}`, token.start);
  }

  private group(span: { start: number }): Node {
    const inner = this.or();
    return { ...inner, start: span.start, end: this.expectSign(')') };
  }

  private peek(): Token {
    return this.tokens[this.next] as Token;
  }

  private take(): Token {
    const token = this.peek();
    if (token.type !== 'end') this.next += 1;
    return token;
  }

  private takeSign(...texts: string[]): string | null {
    const token = this.peek();
    if (token.type !== 'sign' || !texts.includes(token.text)) return null;
    this.next += 1;
    return token.text;
  }

  private takeName(text: string): boolean {
    const token = this.peek();
    if (token.type !== 'name' || token.text !== text) return false;
    this.next += 1;
    return true;
  }

  private expectSign(text: string): number {
    const token = this.peek();
    if (this.takeSign(text)) return token.end;
    throw ruleError(
      `'${text}' expected instead of ${describe(token)}`,
      token.start
    );
  }
}

function logic(operator: '&&' | '||', left: Node, right: Node): Node {
  const span = { start: left.start, end: right.end };
  return { type: 'logic', operator, left, right, ...span };
}

function compare(operator: string, left: Node, right: Node): Node {
  const span = { start: left.start, end: right.end };
  return {
    type: 'compare',
    operator: operator as CompareOperator,
    left,
    right,
    ...span,
  };
}

const WORDS = new Map<string, boolean | null | undefined>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);

function word(text: string, span: { start: number; end: number }): Node {
  if (WORDS.has(text)) {
    return { type: 'literal', value: WORDS.get(text), ...span };
  }
  return { type: 'name', name: text, ...span };
}

function describe(token: Token): string {
  if (token.type === 'end') return 'end of the rule';
  if (token.type === 'name' || token.type === 'sign') return `'${token.text}'`;
  return `a ${token.type}`;
}
