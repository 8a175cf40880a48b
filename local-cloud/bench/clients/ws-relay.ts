import { once } from 'node:events';
import { WebSocket } from 'ws';
import { inBatches, type Chat, type Receive } from '../chat';

export async function connectRelay(url: string, people: number): Promise<Chat> {
  let receive: Receive = () => undefined;
  const acks: (() => void)[][] = Array.from({ length: people }, () => []);
  const sockets = await inBatches(people, async (person) => {
    const socket = new WebSocket(`${url}/${person}`, {
      perMessageDeflate: false,
    });
    socket.on('message', (data) => {
      const text = String(data);
      if (text === 'ok') acks[person]?.shift()?.();
      else receive(text);
    });
    await once(socket, 'open');
    return socket;
  });
  return {
    name: 'bare ws relay',
    send: (from, text) =>
      new Promise((resolve) => {
        acks[from]?.push(resolve);
        sockets[from]?.send(text);
      }),
    onMessage: (next) => void (receive = next),
    close: async () => sockets.forEach((socket) => socket.terminate()),
  };
}
