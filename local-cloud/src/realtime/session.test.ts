import { describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { createSession } from './session';

function socketWith(bufferedAmount: number) {
  const socket = {
    OPEN: 1,
    readyState: 1,
    bufferedAmount,
    on: vi.fn(),
    send: vi.fn(),
    terminate: vi.fn(),
  };
  const session = createSession(socket as unknown as WebSocket);
  session.send('frame');
  return socket;
}

describe('a client that does not read', () => {
  it('[WATCH-27] is cut above 4 MB and has to rebuild', () => {
    const slow = socketWith((4 << 20) + 1);
    expect(slow.send).not.toHaveBeenCalled();
    expect(slow.terminate).toHaveBeenCalledOnce();
    const good = socketWith(4 << 20);
    expect(good.send).toHaveBeenCalledWith('frame');
    expect(good.terminate).not.toHaveBeenCalled();
  });
});
