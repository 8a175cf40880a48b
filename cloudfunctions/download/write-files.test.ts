import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import readXlsxFile from 'read-excel-file/node';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../domain/download/cells';
import type { Message } from '../../domain/message/schema';
import type { RecordRow } from '../../domain/record/row';
import { textOfPdf } from '../../tests/support/pdf-text';
import { HOSTILE } from './hostile.test-data';
import { ttfOf } from './ttf';
import { writePdf } from './write-pdf';
import { writeXlsx } from './write-xlsx';

const FONT =
  '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';
const font = ttfOf(readFileSync(createRequire(import.meta.url).resolve(FONT)));
const head = {
  purpose: '质检',
  filters: '小组 北区',
  createdAt: 0,
  timeZone: 'Asia/Shanghai',
};

const record = {
  conversationId: 'c'.repeat(20),
  customerId: 'x',
  nick: '王小明',
  agentName: '小云',
  channel: 'phone',
  state: 'closed',
  createdAt: 1_800_000_000_000,
  closedAt: null,
  lastAt: 1_800_000_000_000,
  closeReason: null,
  messages: 1,
  score: 5,
  reason: 'slow',
  comment: '等了半天',
  resolved: true,
  converted: null,
  tags: ['退款'],
} as unknown as RecordRow;
const saying = (text: string) => ({
  message: {
    kind: 'text',
    senderType: 'customer',
    at: 1_800_000_000_000,
    seq: 1,
    body: { text },
  } as unknown as Message,
  agentName: '小云',
});
const transcript = (texts: readonly string[]) => ({
  record,
  messages: texts.map(saying),
});

describe('[F012b] a workbook', () => {
  it('is read back by another library row by row', async () => {
    const rows = [
      ['一', 1, null],
      ['第二行', 2.5, '　有空格　'],
    ];
    const head = ['甲', '乙', '丙'];
    const bytes = await writeXlsx([
      { name: '会话', head, rows },
      { name: '消息', head, rows: [] },
    ]);
    const sheets = await readXlsxFile(bytes, { trim: false });
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['会话', '消息']);
    expect(sheets[0]?.data).toEqual([head, ...rows]);
    expect(sheets[1]?.data).toEqual([head]);
  });

  it('[A-P09] computes nothing that a customer typed, and stays whole', async () => {
    const rows = HOSTILE.map((text) => [plainText(text)]);
    const bytes = await writeXlsx([{ name: '会话', head: ['内容'], rows }]);
    const [sheet] = await readXlsxFile(bytes);
    expect(sheet?.data.slice(1)).toEqual(rows);
    const parts = Object.entries(unzipSync(bytes));
    const xml = parts.filter(([name]) => name.startsWith('xl/'));
    expect(xml.length).toBeGreaterThan(2);
    for (const [name, data] of xml) {
      expect(strFromU8(data), name).not.toMatch(
        /<f[ >]|\u202E|\p{Cc}(?<![\r\n])/u
      );
    }
  });
});

describe('[F012c] a PDF', () => {
  it('has its Chinese as text, read by another library', async () => {
    const HEAD = [
      '用途：质检',
      '小组 北区',
      '王小明',
      '等得有点久',
      '等了半天',
    ];
    const said = ['我的快递还没有发货，请问什么时候发？', '繁體與 English 123'];
    const bytes = await writePdf(head, [transcript(said)], font);
    const text = await textOfPdf(bytes);
    for (const words of [...said, '会话记录', ...HEAD]) {
      expect(text).toContain(words);
    }
  });

  it('carries only the characters it uses', async () => {
    const bytes = await writePdf(head, [transcript(['你好'])], font);
    expect(bytes.length).toBeLessThan(60_000);
    expect(font.length).toBeGreaterThan(2_000_000);
  });

  it('draws a box where the font has no character, and loses no other', async () => {
    const bytes = await writePdf(head, [transcript(['谢谢😀再见'])], font);
    expect(await textOfPdf(bytes)).toContain('谢谢〓再见');
  });

  it('[A-P09] shows what was typed as what was typed', async () => {
    const bytes = await writePdf(head, [transcript(HOSTILE)], font);
    const text = await textOfPdf(bytes);
    for (const typed of HOSTILE) expect(text).toContain(plainText(typed));
    expect(bytes.toString('latin1')).not.toMatch(/\/(JavaScript|URI|Launch)\b/);
  });
});
