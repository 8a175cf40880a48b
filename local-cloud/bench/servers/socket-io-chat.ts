/**
 * What a good engineer would write in an afternoon: Socket.IO, SQLite with
 * one durable insert a message, a room for each person, a check that the two
 * know each other. The argument is the database's file.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { openDriver } from '../../src/store/driver';
import { partnerOf } from '../chat';

const database = openDriver(process.argv[2] ?? ':memory:');
database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE friends (person INTEGER, friend INTEGER,
    PRIMARY KEY (person, friend)) WITHOUT ROWID;
  CREATE TABLE messages (id INTEGER PRIMARY KEY, sender INTEGER,
    receiver INTEGER, text TEXT, at INTEGER);
  CREATE INDEX by_receiver ON messages (receiver, at);`);
const befriend = database.prepare('INSERT INTO friends VALUES (?, ?)');
for (let person = 0; person < 1000; person += 1) {
  befriend.run(person, partnerOf(person));
}
const areFriends = database.prepare(
  'SELECT 1 AS yes FROM friends WHERE person = ? AND friend = ?'
);
const insert = database.prepare(
  'INSERT INTO messages (sender, receiver, text, at) VALUES (?, ?, ?, ?)'
);

const http = createServer();
const io = new Server(http, { transports: ['websocket'] });
io.on('connection', (socket) => {
  const me = Number(socket.handshake.auth['person']);
  void socket.join(`person:${me}`);
  socket.on(
    'message',
    (to: number, text: string, done: (ok: boolean) => void) => {
      if (!areFriends.get(me, to)) return done(false);
      insert.run(me, to, text, Date.now());
      io.to(`person:${to}`).emit('message', { from: me, text });
      done(true);
    }
  );
});

http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
