import type { AuditQuery } from '../../domain/audit/query';
import { auditCells } from '../../domain/download/cells';
import type { Download } from '../../domain/download/schema';
import { DOWNLOAD_WORDS } from '../../domain/download/words';
import { auditRows } from '../admin/audit-rows';
import type { Part } from './part';
import { writeXlsx } from './write-xlsx';

export async function auditPart(
  { after, partRows }: Download,
  query: AuditQuery,
  timeZone: string
): Promise<Part> {
  const found = await auditRows(query, after ?? undefined, partRows + 1);
  const rows = found.slice(0, partRows);
  const last = found.length > partRows ? rows.at(-1) : undefined;
  const bytes = await writeXlsx([
    {
      name: DOWNLOAD_WORDS.audit,
      head: DOWNLOAD_WORDS.auditHead,
      rows: rows.map((row) => auditCells(row, timeZone)),
    },
  ]);
  const mark = last ? { at: last.at, id: last._id } : null;
  return { bytes, rows: rows.length, after: mark };
}
