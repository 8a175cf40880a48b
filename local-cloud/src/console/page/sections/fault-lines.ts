interface Strike {
  match: string;
  /** null: until it is cleared. */
  left: number | null;
}

/** What `GET faults` answers. */
export interface FaultsInForce {
  delay: (Strike & { ms: number }) | null;
  drop: (Strike & { moment: 'before' | 'after' }) | null;
  failure: (Strike & { code: string }) | null;
  crash: { action: string; skip: number } | null;
  offline: string[];
  functions: {
    failing: { name: string; moment: string; code: string; left: number }[];
    slow: { name: string; ms: number }[];
  };
}

/** One sentence for each failure that still strikes. */
export function faultLines(faults: FaultsInForce): string[] {
  const { delay, drop, failure, crash, offline, functions } = faults;
  const lasting = <T extends Strike>(fault: T | null): T[] =>
    fault && fault.left !== 0 ? [fault] : [];
  return [
    ...lasting(delay).map((one) => `变慢 ${one.ms} 毫秒：${extent(one)}`),
    ...lasting(failure).map((one) => `失败 ${one.code}：${extent(one)}`),
    ...lasting(drop).map((one) => {
      const moment = one.moment === 'after' ? '办好以后' : '办之前';
      return `${moment}丢答复：${extent(one)}`;
    }),
    ...offline.map((id) => `断网：${id}`),
    ...functions.failing.map(
      ({ name, code, left }) => `云函数 ${name} 失败 ${code}：还有 ${left} 次`
    ),
    ...functions.slow.map(({ name, ms }) => `云函数 ${name} 变慢 ${ms} 毫秒`),
    ...(crash ? [`写入 ${crash.action} 之后进程崩溃`] : []),
  ];
}

function extent({ match, left }: Strike): string {
  const where = match ? `动作名里有 ${match} 的` : '全部动作';
  return left === null ? `${where}，直到清除` : `${where}，还有 ${left} 次`;
}
