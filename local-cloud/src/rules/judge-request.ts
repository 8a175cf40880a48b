import type {
  AccessRequest,
  Operation,
  RulesOptions,
  RuleSwitches,
  Verdict,
} from '../kernel/rules';
import type { Doc, Filter } from '../kernel/store';
import { branchesOf, refusedFilter } from './branches';
import type { Branch } from './constraints';
import { type Decision, decideRule, type Why } from './decide-rule';
import { refusedByPreset, ownerOf } from './presets';
import type { LoadedRule, Permission } from './read-rule';
import type { RuleText } from './rule-text';
import { authOf, DataField, DocField, documentReader } from './scene';
import { dataOfUpsert, refusedData } from './written-document';
import { readUpdate } from './written-data';

interface Case {
  request: AccessRequest;
  switches: RuleSwitches;
  reader: ReturnType<typeof documentReader>;
  getDocument: RulesOptions['getDocument'];
}

/** Judges one request of a client. What is not understood is refused. */
export function judgeRequest(
  rule: LoadedRule,
  request: AccessRequest,
  options: RulesOptions
): Verdict {
  const one: Case = {
    request,
    switches: options.switches(),
    reader: documentReader(options.getDocument),
    getDocument: options.getDocument,
  };
  const why =
    refusedShape(request) ?? judgeOperation(rule, request.operation, one);
  if (why) return refusal(request, why);
  return { allowed: true, reads: one.reader.count() + readsById(rule, one) };
}

function refusal({ collection, operation }: AccessRequest, why: Why): Verdict {
  const reason = `${collection}.${operation}: ${why.reason}`;
  return { allowed: false, reason, ...(why.hint && { hint: why.hint }) };
}

const because = (reason: string | null): Why | null =>
  reason === null ? null : { reason };

/** What no client may send, whatever the rule says. */
function refusedShape(request: AccessRequest): Why | null {
  const { operation, filter, update, data } = request;
  if (operation === 'create') return because(refusedData(data));
  if (!filter) return { reason: 'the request has no query' };
  const refused = refusedFilter(filter);
  if (refused || operation !== 'update') return because(refused);
  if (!update) return { reason: 'the update is missing' };
  if (request.replace) {
    const { _id, ...rest } = update;
    const moved = _id !== undefined && _id !== filter._id;
    return because(moved ? "'_id' cannot be changed" : refusedData(rest));
  }
  const read = readUpdate(update, []);
  return 'refused' in read ? { reason: read.refused } : null;
}

function judgeOperation(
  rule: LoadedRule,
  operation: Operation,
  one: Case
): Why | null {
  const { request } = one;
  const upserts = operation === 'update' && request.upsert === true;
  if (rule.preset) {
    return because(refusedByPreset(rule.preset, operation, request.caller));
  }
  const why = judgePermission(rule.permissions[operation], operation, one);
  if (why || !upserts) return why;
  const data = dataOfUpsert(request);
  if (!data) return { reason: 'an upsert with operators other than $set' };
  return judgePermission(rule.permissions.create, 'create', {
    ...one,
    request: { ...request, data },
  });
}

function judgePermission(
  permission: Permission,
  operation: Operation,
  one: Case
): Why | null {
  if (permission === true) return null;
  if (permission === false) return { reason: 'the rule is false' };
  if (operation === 'create') return judgeCreate(permission, one);
  const data = dataOf(permission, one.request);
  if ('refused' in data) return { reason: data.refused };
  return judgeQuery(permission, data.value, one);
}

function decide(
  rule: RuleText,
  doc: unknown,
  data: unknown,
  one: Case
): Why | null {
  const scene = {
    switches: one.switches,
    now: one.request.now,
    auth: authOf(one.request.caller, one.switches),
    doc,
    data,
    readDocument: one.reader.read,
  };
  const decision: Decision = decideRule(rule.root, scene, rule.source);
  return decision.answer === 'true' ? null : decision.why;
}

function judgeCreate(rule: RuleText, one: Case): Why | null {
  const { request, switches } = one;
  const data = request.data ?? {};
  const watched = new Set(rule.dataPaths.map(([field]) => field));
  const dotted = Object.keys(data).find(
    (key) => key.includes('.') && watched.has(key.split('.')[0])
  );
  if (dotted) return { reason: `'${dotted}' is no field name` };
  const owner = ownerOf(request.caller);
  const stored = owner === null ? data : { ...data, _openid: owner };
  const doc = switches.docInCreate === 'data' ? stored : undefined;
  return decide(rule, doc, data, one);
}

function dataOf(
  rule: RuleText,
  { operation, update, replace }: AccessRequest
): { value: unknown } | { refused: string } {
  if (operation !== 'update' || !update) return { value: undefined };
  if (replace) {
    return rule.dataPaths.length === 0
      ? { value: undefined }
      : { refused: 'the rule looks at request.data: replacing is refused' };
  }
  const read = readUpdate(update, rule.dataPaths);
  return 'refused' in read ? read : { value: new DataField([], read.data) };
}

/** The query has to be a subset of the rule, whatever is stored. */
function judgeQuery(rule: RuleText, data: unknown, one: Case): Why | null {
  const { request, switches } = one;
  const filter = request.filter ?? {};
  const byQuery = judgeBranches(rule, filter, data, one);
  const readFirst = request.byId && switches.byDocumentId === 'read-then-check';
  if (!byQuery || !readFirst || rule.docPaths.length === 0) return byQuery;
  const stored = storedDocument(filter, one);
  return stored ? decide(rule, stored, data, one) : byQuery;
}

function storedDocument(filter: Filter, one: Case): Doc | null {
  const id = filter._id;
  if (typeof id !== 'string' || Object.keys(filter).length !== 1) return null;
  return one.getDocument(one.request.collection, id);
}

function judgeBranches(
  rule: RuleText,
  filter: Filter,
  data: unknown,
  one: Case
): Why | null {
  if (rule.docPaths.length === 0) {
    return decide(rule, new DocField([], new Map()), data, one);
  }
  const paths = rule.docPaths.map((path) => path.join('.'));
  const result = branchesOf(filter, new Set(paths));
  if ('refused' in result) return { reason: result.refused };
  for (const branch of result.branches) {
    const why =
      (one.switches.everyRuleFieldInQuery && missingField(paths, branch)) ||
      decide(rule, new DocField([], branch), data, one);
    if (why) return why;
  }
  return null;
}

function missingField(paths: string[], branch: Branch): Why | null {
  const isNamed = (path: string) =>
    [...branch].some(
      ([field, constraints]) =>
        (field === path || field.startsWith(`${path}.`)) &&
        constraints.some(({ kind }) => kind !== 'opaque')
    );
  const missing = paths.find((path) => !isNamed(path));
  if (missing === undefined) return null;
  return { reason: `the query does not name ${missing}`, hint: missing };
}

/** Writing by document id is billed one read more. */
function readsById(rule: LoadedRule, { request, switches }: Case): number {
  if (!request.byId || request.operation === 'create') return 0;
  if (request.operation !== 'read') return 1;
  const permission = rule.preset ? false : rule.permissions.read;
  const looksAtDoc =
    typeof permission === 'object' && permission.docPaths.length > 0;
  return looksAtDoc && switches.byDocumentId === 'read-then-check' ? 1 : 0;
}
