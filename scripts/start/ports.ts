import { createServer, type Server } from 'node:http';
import { Plain } from '../lib/say.mjs';

const PRODUCT = 'yunshan-service';

/** Answered by a running instance, so that a second one can name it. */
export interface InstanceInfo {
  product: typeof PRODUCT;
  data: string;
}

export function instanceInfo(data: string): InstanceInfo {
  return { product: PRODUCT, data };
}

/**
 * Listens on 127.0.0.1.
 * @throws Plain saying who has the port and what to do.
 */
export async function listen(server: Server, port: number): Promise<void> {
  const failure = await tryListen(server, port);
  if (failure) throw new Plain(await explain(port, failure));
}

/** @throws Plain when somebody listens on a port that will be needed. */
export async function requireFree(port: number, for_: string): Promise<void> {
  const probe = createServer();
  const failure = await tryListen(probe, port);
  if (failure) {
    throw new Plain(
      `端口 ${port}（${for_}）已被别的程序占用。` +
        '请先关掉它，或换一个端口，例如：npm start -- --port 8800'
    );
  }
  await new Promise((closed) => probe.close(closed));
}

function tryListen(
  server: Server,
  port: number
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', resolve);
      resolve(null);
    });
  });
}

async function explain(
  port: number,
  failure: NodeJS.ErrnoException
): Promise<string> {
  const other = await instanceAt(port);
  const another = 'npm start -- --port 8800 --data .data-2';
  if (other) {
    return (
      `已经在运行了：http://127.0.0.1:${port} （数据在 ${other.data}）。` +
      `直接打开即可；想再开一份，请用：${another}`
    );
  }
  if (failure.code === 'EACCES') {
    return `没有权限使用端口 ${port}，请换一个，例如：npm start -- --port 8800`;
  }
  return (
    `端口 ${port} 已被别的程序占用。` +
    '请先关掉它，或换一个端口，例如：npm start -- --port 8800'
  );
}

/** The instance of ours that answers on a port; null: somebody else, nobody. */
export async function instanceAt(port: number): Promise<InstanceInfo | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/stage-api/state`, {
      signal: AbortSignal.timeout(2_000),
    });
    const { instance } = (await response.json()) as { instance?: InstanceInfo };
    return instance?.product === PRODUCT ? instance : null;
  } catch {
    return null;
  }
}
