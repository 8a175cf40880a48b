import { AGENT, CUSTOMER, fresh, putCursors } from './fake-service';
import { ID, message, type Put } from './demo-message';

const MINUTE = 60_000;

/** Three pages of history. */
export function long(put: Put, now: number): void {
  for (let seq = 1; seq <= 60; seq++) {
    const from = seq % 2 ? CUSTOMER : AGENT;
    const at = now - (61 - seq) * MINUTE;
    put('messages', message(ID, seq, from, `第 ${seq} 条消息`, at));
  }
  put('conversations', fresh(now - 61 * MINUTE, { seq: 60, lastAt: now }));
  putCursors(put, ID);
}

/** 500 messages in five conversations; the last one is open. */
export function years(put: Put, now: number): void {
  for (let year = 0; year < 5; year++) {
    const id = `c${String(year + 1).padStart(19, '0')}`;
    const began = now - (5 - year) * 30 * 24 * 60 * MINUTE;
    for (let seq = 1; seq <= 100; seq++) {
      const from = seq % 3 ? CUSTOMER : AGENT;
      const text = `${year * 100 + seq} 号消息，${'说来话长'.repeat(seq % 5)}`;
      const one = message(id, seq, from, text, began + seq * MINUTE);
      put('messages', { ...one, _id: `m${year}${one._id.slice(2)}` });
    }
    const lastAt = began + 101 * MINUTE;
    const closed = year < 4 ? { state: 'closed', closedAt: lastAt } : {};
    const name = year < 2 ? '周航' : '陈雨桐';
    put('conversations', {
      ...fresh(began, { seq: 100, lastAt, ...closed }),
      _id: id,
      agentCard: { name, avatar: '', specialty: '' },
    });
    putCursors(put, id);
  }
}
