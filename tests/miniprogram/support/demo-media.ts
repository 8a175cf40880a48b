import type { FakeCloud } from './fake-cloud';
import { AGENT, CONVERSATION, CUSTOMER, fresh } from './fake-service';

type Put = (name: string, doc: object) => void;
type Input = Record<string, unknown>;

const KEPT = 'cloud://demo.bucket/kept/';

/** A screenshot, drawn here: nothing is fetched. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 430"><rect width="640" height="430" fill="#dfe5ee"/><rect width="640" height="60" fill="#234f86"/><rect x="130" y="120" width="420" height="240" rx="12" fill="#fff"/><circle cx="175" cy="180" r="20" fill="#d43b32"/><text x="210" y="190" font-size="30" font-weight="600">上传失败 E-2041</text><rect x="420" y="290" width="90" height="40" rx="6" fill="#31629e"/></svg>'
)}`;

export function addFiles(cloud: FakeCloud): void {
  let count = 0;
  cloud.on('file.reserve', ({ extension }: Input) => {
    const name = `${String(++count).padStart(32, '0')}.${String(extension)}`;
    return {
      cloudPath: `up/${name}`,
      fileId: `cloud://demo.bucket/up/${name}`,
      mostBytes: 10 * 1024 * 1024,
    };
  });
  cloud.on('file.links', ({ fileIds }: Input) => ({
    links: (fileIds as string[])
      .filter((fileId) => fileId.startsWith(KEPT) && !fileId.includes('lost'))
      .map((fileId) => ({ fileId, url: PICTURE, smallUrl: null })),
    expiresAt: Date.now() + 600_000,
  }));
  cloud.on('message.recall', ({ messageId }: Input) => {
    const before = cloud.db.get('messages', String(messageId));
    const body = { text: '' };
    const message = { ...before, kind: 'tombstone', body } as never;
    cloud.db.put('messages', message);
    return { message };
  });
  cloud.on('message.report', () => ({ complaintId: 'x1' }));
}

/** Every kind of file, from both sides, and what was withheld. */
export function media(put: Put, now: number): void {
  const file = (name: string, size: number) => ({
    text: '',
    fileId: `${KEPT}${name}`,
    size,
  });
  const said: [from: string, kind: string, body: object, more?: object][] = [
    [CUSTOMER, 'text', { text: '随访表上传失败，截图和日志都在这里' }],
    [CUSTOMER, 'image', { ...file('a.jpg', 210_000), width: 640, height: 430 }],
    [CUSTOMER, 'voice', { ...file('b.mp3', 72_000), durationMs: 12_000 }],
    [AGENT, 'voice', { ...file('c.mp3', 30_000), durationMs: 5_200 }],
    [
      AGENT,
      'file',
      {
        ...file('d.docx', 482_000),
        name: '2026 年第三季度机构编码对照表.docx',
      },
    ],
    [AGENT, 'text', { text: '请按这份对照表改' }, { replyTo: idOf(2) }],
    [CUSTOMER, 'emoji', { text: '👌' }],
    [
      CUSTOMER,
      'tombstone',
      { text: '' },
      { reason: 'file-type', safety: 'neutralised' },
    ],
  ];
  said.forEach(([from, kind, body, more], i) => {
    const at = now - (said.length - i) * 30_000;
    put('messages', {
      _id: idOf(i + 1),
      conversationId: CONVERSATION,
      customer: CUSTOMER,
      agentOpenid: AGENT,
      agentUid: '-',
      from,
      sentAt: at,
      at,
      seq: i + 1,
      kind,
      body,
      ...more,
    });
  });
  const seq = said.length;
  put('conversations', { ...fresh(now - 900_000), seq, lastAt: now });
}

const idOf = (n: number) => `m${String(n).padStart(19, '0')}`;

interface UploadOptions {
  success(answer: object): void;
  fail(error: object): void;
}

/** Slow enough to be looked at; `window.__uploads` says what comes of them. */
export function uploadFile({ success, fail }: UploadOptions) {
  const page = globalThis as unknown as { __uploads?: 'stop' | 'fail' };
  let told = (_: { progress: number }) => {};
  let progress = 0;
  const timer = setInterval(() => {
    progress += 15;
    if (page.__uploads === 'stop' && progress > 45) return;
    if (progress < 100) return told({ progress });
    clearInterval(timer);
    if (page.__uploads === 'fail') fail({ errMsg: 'uploadFile:fail' });
    else success({ errMsg: 'uploadFile:ok' });
  }, 60);
  return {
    onProgressUpdate: (listener: typeof told) => (told = listener),
    abort() {
      clearInterval(timer);
      fail({ errMsg: 'uploadFile:fail abort' });
    },
  };
}
