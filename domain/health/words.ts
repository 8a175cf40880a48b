import type { Health, Problem } from './schema';

const WORDS: Record<Problem, string> = {
  failures: '云函数出错',
  pushes: '订阅消息发送失败率过高',
  tasks: '每日或每小时的任务失败',
  'backlog:messages': '有消息迟迟没有编号',
  'backlog:arrivals': '排队积压',
  'backlog:jobs': '交接迟迟没有完成',
  'backlog:pushes': '有订阅消息迟迟没有发出',
};

/** What a person reads in his group; names no customer and no text. */
function alertText(
  problems: readonly Problem[],
  { failures, pushes }: Health
): string {
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  return [
    '【客服系统告警】',
    ...problems.map((problem) => `· ${WORDS[problem]}`),
    `近 24 小时：函数出错 ${failed} 次，订阅消息失败 ${pushes.failed}/${pushes.attempted}`,
  ].join('\n');
}

/**
 * What is posted to the webhook: the shape that robots of WeCom groups take,
 * with the problems beside it for other receivers.
 * @param at when it was measured, in milliseconds
 */
export function alertBody(
  problems: readonly Problem[],
  health: Health,
  at: number
) {
  const content = alertText(problems, health);
  return { msgtype: 'text', text: { content }, problems, at };
}
