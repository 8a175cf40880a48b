import { once } from 'node:events';
import { io } from 'socket.io-client';
import { inBatches, partnerOf, type Chat, type Receive } from '../chat';

export async function connectSocketIo(
  url: string,
  people: number
): Promise<Chat> {
  let receive: Receive = () => undefined;
  const sockets = await inBatches(people, async (person) => {
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      auth: { person },
    });
    socket.on('message', ({ text }: { text: string }) => receive(text));
    await once(socket as never, 'connect');
    return socket;
  });
  return {
    name: 'Socket.IO + SQLite',
    async send(from, text) {
      const socket = sockets[from];
      const ok: unknown = await socket?.emitWithAck(
        'message',
        partnerOf(from),
        text
      );
      if (ok !== true) throw new Error('refused');
    },
    onMessage: (next) => void (receive = next),
    close: async () => sockets.forEach((socket) => void socket.disconnect()),
  };
}
