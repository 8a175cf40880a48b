import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { corkForThisTurn } from './cork';

it('[WATCH-48] what one turn sends to a socket is one write', async () => {
  const writes: number[] = [];
  const stream = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      writes.push(chunk.length);
      done();
    },
    writev(chunks, done) {
      writes.push(chunks.length);
      done();
    },
  });
  for (let frame = 0; frame < 5; frame += 1) {
    corkForThisTurn(stream);
    stream.write('frame');
  }
  expect(writes).toEqual([]);
  stream.end();
  await once(stream, 'finish');
  expect(writes).toEqual([5]);
});
