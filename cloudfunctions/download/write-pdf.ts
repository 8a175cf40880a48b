import PDFDocument from 'pdfkit';
import {
  contentOf,
  nameOf,
  personalText,
  plainText,
  recordCells,
  sideOf,
  timeText,
} from '../../domain/download/cells';
import { DOWNLOAD_WORDS } from '../../domain/download/words';
import type { Transcript } from './transcripts';

export interface PdfHead {
  purpose: string;
  /** Its filters as a line, or ''. */
  filters: string;
  createdAt: number;
  timeZone: string;
}

const MARGIN = 40;
const SIZES = { title: 18, heading: 12, text: 9.5 };
const INK = { text: '#1f2329', faint: '#646a73' };
/** Stands for a character that the font does not draw. */
const NO_GLYPH = '〓';

/** Conversations one after the other, the text as text. */
export async function writePdf(
  head: PdfHead,
  transcripts: readonly Transcript[],
  font: Buffer
): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: MARGIN, font: '' });
  const bytes = bytesOf(document);
  document.registerFont('chinese', font).font('chinese');
  const write = writerOn(document);
  write('title', DOWNLOAD_WORDS.records, INK.text);
  write('text', `${DOWNLOAD_WORDS.purpose}：${head.purpose}`, INK.faint);
  const filters = head.filters || DOWNLOAD_WORDS.everything;
  write('text', `${DOWNLOAD_WORDS.filters}：${filters}`, INK.faint);
  const made = timeText(head.timeZone, head.createdAt);
  write('text', `${DOWNLOAD_WORDS.made}：${made}`, INK.faint);
  write('text', `${DOWNLOAD_WORDS.timeZone}：${head.timeZone}`, INK.faint);
  for (const one of transcripts) writeOne(write, one, head.timeZone);
  document.end();
  return bytes;
}

type Write = (size: keyof typeof SIZES, text: string, ink: string) => void;

function writeOne(
  write: Write,
  { record, messages }: Transcript,
  timeZone: string
): void {
  const nick = personalText(record.nick);
  write('heading', `\n${nick} · ${record.conversationId}`, INK.text);
  const cells = recordCells(record, timeZone);
  const facts = DOWNLOAD_WORDS.recordHead.flatMap((name, at) => {
    const value = cells[at];
    return value === null || value === '' ? [] : [`${name}：${value}`];
  });
  write('text', facts.join('　'), INK.faint);
  for (const { message, agentName } of messages) {
    const name = nameOf(message, { nick: record.nick, agentName });
    const { at, sentAt } = message;
    const time = timeText(timeZone, at ?? sentAt);
    const who = [time, sideOf(message), name].filter(Boolean).join(' ');
    write('text', `${who}：${contentOf(message)}`, INK.text);
  }
}

function writerOn(document: PDFKit.PDFDocument): Write {
  const draws = glyphsOf(document);
  return (size, text, ink) => {
    const lines = text.split('\n').map(plainText).join('\n');
    const drawn = [...lines].map((one) =>
      one === '\n' || draws(one) ? one : NO_GLYPH
    );
    document.fontSize(SIZES[size]).fillColor(ink).text(drawn.join(''));
  };
}

/** pdfkit has it, and tells nobody: a missing glyph would draw nothing. */
function glyphsOf(document: PDFKit.PDFDocument): (one: string) => boolean {
  const { font } = (document as unknown as Drawing)._font;
  return (one) => font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0);
}

interface Drawing {
  _font: { font: { hasGlyphForCodePoint(code: number): boolean } };
}

function bytesOf(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
