import type { Node, NodeOf } from './ast';
import { type Answer, decideCondition } from './decide-condition';
import { RuleFailure, type Scene } from './scene';

export interface Why {
  reason: string;
  hint?: string;
}

export type Decision =
  { answer: 'true' } | { answer: Exclude<Answer, 'true'> | 'error'; why: Why };

type Unproven = Exclude<Decision, { answer: 'true' }>;

/** Decides a rule; only `true` is a permission. Never throws RuleFailure. */
export function decideRule(node: Node, scene: Scene, source: string): Decision {
  if (node.type === 'logic') return decideLogic(node, scene, source);
  const text = source.slice(node.start, node.end);
  try {
    const answer = decideCondition(node, scene);
    return answer === 'true' ? { answer } : unproven(answer, text);
  } catch (error) {
    if (!(error instanceof RuleFailure)) throw error;
    const reason = `cannot be evaluated: ${text} (${error.message})`;
    return { answer: 'error', why: { reason, hint: error.hint } };
  }
}

function unproven(answer: 'false' | 'open', text: string): Unproven {
  if (answer === 'false') return { answer, why: { reason: `false: ${text}` } };
  return { answer, why: { reason: `not proven: ${text}`, hint: text } };
}

function decideLogic(
  node: NodeOf<'logic'>,
  scene: Scene,
  source: string
): Decision {
  const left = decideRule(node.left, scene, source);
  const eager = scene.switches.evaluation === 'eager';
  const settled = node.operator === '&&' ? 'false' : 'true';
  if (!eager && (left.answer === settled || left.answer === 'error')) {
    return left;
  }
  const right = decideRule(node.right, scene, source);
  if (left.answer === 'error') return left;
  if (right.answer === 'error') return right;
  return node.operator === '&&' ? both(left, right) : either(left, right);
}

function both(left: Decision, right: Decision): Decision {
  if (left.answer === 'true') return right;
  if (right.answer === 'true') return left;
  return left.answer === 'false' ? left : right;
}

function either(left: Decision, right: Decision): Decision {
  if (left.answer === 'true') return left;
  if (right.answer === 'true') return right;
  const open = left.answer === 'open' || right.answer === 'open';
  const hints = [left.why.hint, right.why.hint].filter(Boolean);
  return {
    answer: open ? 'open' : 'false',
    why: {
      reason: `${left.why.reason}; ${right.why.reason}`,
      ...(hints.length > 0 && { hint: hints.join(' or ') }),
    },
  };
}
