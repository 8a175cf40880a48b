/** The floor: a relay between the two of a pair, without storage or rules. */
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { partnerOf } from '../chat';

const people = new Map<number, WebSocket>();
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: false,
});

server.on('connection', (socket, request) => {
  const me = Number((request.url ?? '/0').slice(1));
  people.set(me, socket);
  socket.on('message', (data) => {
    people.get(partnerOf(me))?.send(String(data));
    socket.send('ok');
  });
});

server.on('listening', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${port}` }));
});
