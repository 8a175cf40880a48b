import { COPY, fill } from '../contract/copy/phone';
import type {
  AgentCaseState,
  CaseFile,
  CustomerFile,
} from '../services/agent-case';
import { personView, type PersonView } from './person';
import { listWords, momentWords } from './time-words';

export interface FieldView {
  key: 'name' | 'unit' | 'phone' | 'source' | 'first' | 'owner';
  word: string;
  value: string;
  editable: boolean;
}

export interface HistoryRow {
  id: string;
  day: string;
  text: string;
  how: string;
  /** 0: not rated. */
  score: number;
}

export interface RemarkRow {
  id: string;
  text: string;
  who: string;
  own: boolean;
}

export interface CustomerFileView {
  person: PersonView;
  second: string;
  chip: string;
  fields: FieldView[];
  tags: string[];
  history: HistoryRow[];
  remarks: RemarkRow[];
}

const NOBODY = '-';
const CLOSED_HOW: Record<string, string> = {
  resolved: COPY.closeResolved,
  ticket: COPY.closeTicket,
  'no-reply': COPY.closeNoReply,
  duplicate: COPY.closeDuplicate,
};

export interface Viewer {
  staffId: string;
  conversationId: string;
  now: number;
}

/** Everything the sheet about a customer shows; null: nothing is known. */
export function customerFileView(
  { customer: file, case: found }: AgentCaseState,
  viewer: Viewer
): CustomerFileView | null {
  if (!file) return null;
  const { customer } = file;
  const own = customer.boundStaffId === viewer.staffId;
  const name = customer.name || customer.nick || COPY.customer;
  return {
    person: personView(name, customer.avatar),
    second: customer.unit,
    chip: own ? COPY.ownCustomer : '',
    fields: fieldsOf(file, found, viewer),
    tags: customer.tags,
    history: historyOf(file, viewer),
    remarks: remarksOf(file, viewer),
  };
}

function fieldsOf(
  { customer, agent, relations }: CustomerFile,
  found: CaseFile | null,
  viewer: Viewer
): FieldView[] {
  const none = COPY.fieldNone;
  const names = new Map(relations.map((one) => [one.staffId, one.name]));
  const field = (
    key: FieldView['key'],
    word: string,
    value: string,
    editable = false
  ): FieldView => ({ key, word, value, editable });
  return [
    field('name', COPY.fieldName, customer.name || none, true),
    field('unit', COPY.fieldUnit, customer.unit || none, true),
    field('phone', COPY.fieldPhone, customer.phone || none),
    field('source', COPY.fieldSource, sourceWords(found, viewer, names)),
    field(
      'first',
      COPY.fieldFirst,
      momentWords(customer.createdAt, viewer.now)
    ),
    field('owner', COPY.fieldOwner, agent?.name || COPY.ownerNone),
  ];
}

/** How he came into this conversation. */
export function sourceWords(
  found: CaseFile | null,
  { staffId }: Pick<Viewer, 'staffId'>,
  names: ReadonlyMap<string, string> = new Map()
): string {
  const entry = found?.entry;
  if (!entry) return COPY.sourceUnknown;
  if (entry.staffId === staffId) return COPY.sourceOwnCode;
  if (entry.scene === '' || entry.staffId === NOBODY) return COPY.sourceDirect;
  const agent = found?.agents.find((one) => one.staffId === entry.staffId);
  const name = agent?.name || names.get(entry.staffId) || COPY.colleague;
  return fill(COPY.sourceCode, { name });
}

/** The one that is open in front of him is not history. */
function historyOf(
  { records }: CustomerFile,
  { conversationId, now }: Viewer
): HistoryRow[] {
  return records
    .filter((one) => one.conversationId !== conversationId)
    .map((one) => ({
      id: one.conversationId,
      day: listWords(one.lastAt, now),
      text: one.lastText,
      how: [
        one.state === 'closed' ? COPY.closedTab : COPY.activeTab,
        (one.closeReason && CLOSED_HOW[one.closeReason]) || '',
        one.agentName,
      ]
        .filter(Boolean)
        .join(' · '),
      score: one.score ?? 0,
    }));
}

function remarksOf(
  { remarks }: CustomerFile,
  { staffId, now }: Viewer
): RemarkRow[] {
  return remarks.map(({ _id, text, by, name, at }) => ({
    id: _id,
    text,
    who: `${name || COPY.colleague} · ${momentWords(at, now)}`,
    own: by === staffId,
  }));
}
