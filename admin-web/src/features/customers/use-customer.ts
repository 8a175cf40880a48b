import { onScopeDispose, ref, shallowRef } from 'vue';
import type { InputOf, OutputOf } from '../../../../domain/actions/index';
import { NOBODY } from '../../../../domain/values/collections';
import { newMessageId } from '../../../../domain/values/message-id';
import type { RecordRow } from '../../../../domain/record/row';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

export type CustomerFile = OutputOf<'customer.get'>;
type Fields = Omit<InputOf<'customer.update'>, 'customerId'>;

/** A deletion goes on behind the page: it is asked so often and no more. */
const ERASE_CALLS = 20;
/** So does a copy; each question is on record. */
const COPY_CALLS = 5;

/** One customer: what is known of him, and what may be done. */
export function useCustomer(
  { call }: Pick<AppContext, 'call'>,
  customerId: string
) {
  const file = shallowRef<CustomerFile | null>(null);
  const records = shallowRef<readonly RecordRow[]>([]);
  const failure = shallowRef<RequestFailed | null>(null);
  const loading = ref(false);
  const id = () => newMessageId(Date.now(), Math.random);
  // Asked again after a failure, it is the same deletion.
  const erasureId = id();
  let closed = false;

  /** Never rejects: what went wrong stands in `failure`. */
  async function load(): Promise<void> {
    loading.value = true;
    try {
      const answer = await call('customer.get', { customerId });
      if (closed) return;
      file.value = answer;
      records.value = answer.records;
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    } finally {
      loading.value = false;
    }
  }

  async function moreRecords(): Promise<void> {
    const after = file.value?.recordsNext;
    if (!file.value || !after) return;
    const page = await call('record.list', { customerId, after });
    records.value = [...records.value, ...page.records];
    file.value = { ...file.value, recordsNext: page.next };
  }

  /** What follows rejects with RequestFailed; on success the file is new. */
  async function changed(work: Promise<unknown>): Promise<void> {
    await work;
    await load();
  }

  async function phone(purpose: string): Promise<string> {
    return (await call('customer.phone', { customerId, purpose })).phone;
  }

  async function tag(tags: readonly string[]): Promise<void> {
    const before = file.value?.customer.tags ?? [];
    const add = tags.filter((one) => !before.includes(one));
    const remove = before.filter((one) => !tags.includes(one));
    await changed(call('customer.tag', { customerId, add, remove }));
  }

  async function erase(purpose: string) {
    const asked = { customerId, purpose, erasureId, confirm: true } as const;
    let { certificate } = await call('privacy.eraseFor', asked);
    for (let n = 1; n < ERASE_CALLS && certificate.state !== 'done'; n++) {
      ({ certificate } = await call('privacy.eraseFor', asked));
    }
    return certificate;
  }

  /** @returns where its files are for ten minutes; [] while it goes on */
  async function copy(purpose: string): Promise<readonly string[]> {
    for (let n = 0; n < COPY_CALLS; n++) {
      const asked = { customerId, purpose };
      const { state, urls } = await call('privacy.exportFor', asked);
      if (state === 'ready') return urls;
    }
    return [];
  }

  onScopeDispose(() => (closed = true));
  return {
    file,
    records,
    failure,
    loading,
    load,
    moreRecords,
    phone,
    tag,
    erase,
    copy,
    update: (fields: Fields) =>
      changed(call('customer.update', { customerId, ...fields })),
    remark: (text: string) =>
      changed(call('customer.remark', { customerId, remarkId: id(), text })),
    removeRemark: (remarkId: string) =>
      changed(call('customer.removeRemark', { remarkId })),
    bind: (staffId: string) =>
      changed(
        call('customer.bind', { customerId, staffId: staffId || NOBODY })
      ),
    block: (hours: number, reason: string) =>
      changed(call('customer.block', { customerId, hours, reason })),
    unblock: () => changed(call('customer.unblock', { customerId })),
  };
}
export type Customer = ReturnType<typeof useCustomer>;
