import type { PageMark } from '../../domain/actions/page';
import { messageCells, recordCells } from '../../domain/download/cells';
import type { Download, DownloadWish } from '../../domain/download/schema';
import type { Sheet } from '../../domain/download/sheet';
import { DOWNLOAD_WORDS } from '../../domain/download/words';
import type { RecordReach } from '../admin/record/record-reach';
import { searchRecords } from '../admin/record/search';
import { filtersOf } from './filters-of';
import { chineseFont } from './font';
import type { Part } from './part';
import { transcriptsOf, type Transcript } from './transcripts';
import { writePdf } from './write-pdf';
import { writeXlsx } from './write-xlsx';

/** A file ends early where this many messages are in it. */
const MOST_MESSAGES = { xlsx: 5_000, pdf: 1_000 };
/** Conversations that are read at once. */
const STEP = 20;
/** Looks of 500 conversations each; a rare word must not stop the work. */
const MOST_LOOKS = 4;

type Wish = Extract<DownloadWish, { kind: 'records' }>;

/** The next conversations and what was said in them, as one file. */
export async function recordPart(
  download: Download,
  wish: Wish,
  reach: RecordReach,
  timeZone: string
): Promise<Part> {
  const transcripts: Transcript[] = [];
  const { after, partRows } = download;
  let mark: PageMark | null = after;
  let messages = 0;
  let looks = 0;
  do {
    const most = Math.min(STEP, partRows - transcripts.length);
    const page = await searchRecords(
      reach,
      wish.query,
      mark ?? undefined,
      most
    );
    const read = wish.texts
      ? await transcriptsOf(page.records)
      : page.records.map((record) => ({ record, messages: [] }));
    transcripts.push(...read);
    messages += read.reduce((sum, one) => sum + one.messages.length, 0);
    mark = page.next;
    if (page.records.length < most) looks += 1;
  } while (
    mark &&
    transcripts.length < partRows &&
    messages < MOST_MESSAGES[wish.format] &&
    looks < MOST_LOOKS
  );
  // Nothing yet among very many: no file, only further on.
  const nothing = transcripts.length === 0 && (mark ?? after) !== null;
  if (nothing) return { bytes: null, rows: 0, after: mark };
  const bytes = await bytesOf(download, wish, transcripts, timeZone);
  return { bytes, rows: transcripts.length, after: mark };
}

async function bytesOf(
  { purpose, createdAt }: Download,
  { format, texts, query }: Wish,
  transcripts: readonly Transcript[],
  timeZone: string
): Promise<Buffer> {
  if (format === 'xlsx') return workbookOf(transcripts, texts, timeZone);
  const filters = await filtersOf(query, timeZone);
  const head = { purpose, filters, createdAt, timeZone };
  return writePdf(head, transcripts, chineseFont());
}

function workbookOf(
  transcripts: readonly Transcript[],
  texts: boolean,
  timeZone: string
): Promise<Buffer> {
  const records: Sheet = {
    name: DOWNLOAD_WORDS.records,
    head: DOWNLOAD_WORDS.recordHead,
    rows: transcripts.map(({ record }) => recordCells(record, timeZone)),
  };
  if (!texts) return writeXlsx([records]);
  return writeXlsx([
    records,
    {
      name: DOWNLOAD_WORDS.messages,
      head: DOWNLOAD_WORDS.messageHead,
      rows: transcripts.flatMap(({ record, messages }) =>
        messages.map(({ message, agentName }) =>
          messageCells(message, { nick: record.nick, agentName }, timeZone)
        )
      ),
    },
  ]);
}
