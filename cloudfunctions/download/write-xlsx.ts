import writeXlsxFile from 'write-excel-file/node';
import type { Cell } from '../../domain/download/cells';
import type { Sheet } from '../../domain/download/sheet';

const WIDTH = 20;

/**
 * A workbook. Texts are written as texts, whatever they begin with: Excel
 * computes nothing that a customer typed.
 */
export function writeXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const all = sheets.map(({ name, head, rows }) => ({
    sheet: name,
    data: [
      head.map((value) => ({ value, type: String, fontWeight: BOLD })),
      ...rows.map((row) => row.map(cellOf)),
    ],
    columns: head.map(() => ({ width: WIDTH })),
    stickyRowsCount: 1,
  }));
  return writeXlsxFile(all).toBuffer();
}

const BOLD = 'bold' as const;

function cellOf(cell: Cell) {
  if (cell === null || cell === '') return null;
  return typeof cell === 'number'
    ? { value: cell, type: Number }
    : { value: cell, type: String };
}
