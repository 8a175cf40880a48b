import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { inBatches, partnerOf, type Chat, type Receive } from '../chat';

/** Who may read: the two of the pair. Who may write: the sender, as himself. */
export const CHAT_RULE = {
  read: 'doc.to == auth.openid || doc.from == auth.openid',
  create: 'request.data.from == auth.openid',
};

interface Post {
  (
    path: string,
    body: unknown,
    method?: string
  ): Promise<Record<string, unknown>>;
}

/** JSON over kept connections, as a phone holds one. */
export function poster(url: string, more: Record<string, string> = {}): Post {
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  const { hostname, port } = new URL(url);
  return (path, body, method = 'POST') =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const headers = {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
        ...more,
      };
      const call = request(
        { agent, hostname, port, path, method, headers },
        (response) => {
          let answer = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (answer += chunk));
          response.on('end', () => {
            const reply = JSON.parse(answer) as Record<string, unknown>;
            if (reply['code']) reject(new Error(answer));
            else resolve(reply);
          });
        }
      );
      call.on('error', reject);
      call.end(text);
    });
}

/** One signed-in person with one watch over what is sent to him. */
export interface Person {
  openid: string;
  token: string;
  socket: WebSocket;
}

export interface CloudChat extends Chat {
  people: Person[];
  post: Post;
}

/** The real protocol: RPC for writes, the realtime socket for watches. */
export async function connectCloud(
  url: string,
  people: number,
  collection = 'messages'
): Promise<CloudChat> {
  let receive: Receive = () => undefined;
  const post = poster(url);
  await post('/__local/rules', { [collection]: CHAT_RULE }, 'PUT');
  const signedIn = await inBatches(people, async (person) => {
    const openid = `person-${person}`;
    const { accessToken } = await post('/__local/identity', { openid });
    const token = String(accessToken);
    const socket = await watch(post, token, collection, openid, (text) =>
      receive(text)
    );
    return { openid, token, socket };
  });
  return {
    name: 'local cloud',
    people: signedIn,
    post,
    async send(from, text) {
      const to = signedIn[partnerOf(from)]?.openid;
      await post('/web', {
        action: 'database.addDocument',
        dataVersion: '2020-01-10',
        access_token: signedIn[from]?.token,
        collectionName: collection,
        data: { from: signedIn[from]?.openid, to, text, at: Date.now() },
      });
    },
    onMessage: (next) => void (receive = next),
    close: async () => signedIn.forEach(({ socket }) => socket.terminate()),
  };
}

async function watch(
  post: Post,
  token: string,
  collName: string,
  openid: string,
  receive: Receive
): Promise<WebSocket> {
  const { data } = await post('/web', {
    action: 'auth.wsWebSign',
    access_token: token,
    runtime: 'bench',
  });
  const { signStr, wsUrl } = data as { signStr: string; wsUrl: string };
  const socket = new WebSocket(wsUrl, { perMessageDeflate: false });
  await once(socket, 'open');
  const ready = new Promise<void>((resolve, reject) => {
    socket.on('message', (frame) => {
      const { msgType, msgData } = JSON.parse(String(frame)) as {
        msgType: string;
        msgData: { events?: { Doc: string }[] };
      };
      if (msgType === 'INIT_EVENT') resolve();
      else if (msgType === 'ERROR') reject(new Error(String(frame)));
      else if (msgType === 'NEXT_EVENT') {
        for (const { Doc } of msgData.events ?? []) {
          receive((JSON.parse(Doc) as { text: string }).text);
        }
      }
    });
  });
  const frame = (msgType: string, msgData: unknown, more: object): void =>
    socket.send(
      JSON.stringify({ requestId: msgType, msgType, msgData, ...more })
    );
  frame('LOGIN', {}, { exMsgData: { signStr } });
  await once(socket, 'message');
  const query = JSON.stringify({ to: openid });
  frame('INIT_WATCH', { collName, query }, { watchId: `watch-${openid}` });
  await ready;
  return socket;
}
