import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { AppContext } from '../../app-context';
import { RECORDS_COPY } from '../../../../domain/ui/copy/records';

interface Option {
  customerId: string;
  label: string;
}
interface Named {
  customerId: string;
  nick: string;
  name: string;
  unit: string;
}

const SETTLE_MS = 300;

/** Customers to choose from, asked for while somebody types. */
export function useCustomerPicker(
  { call }: Pick<AppContext, 'call'>,
  chosen: () => string
) {
  const options = shallowRef<readonly Option[]>([]);
  const loading = ref(false);
  let timer: number | undefined;
  let turn = 0;

  function search(text: string): void {
    window.clearTimeout(timer);
    const mine = ++turn;
    if (!text.trim()) return;
    timer = window.setTimeout(() => void ask(text.trim(), mine), SETTLE_MS);
  }

  async function ask(text: string, mine: number): Promise<void> {
    loading.value = true;
    try {
      const { customers } = await call('customer.list', { text });
      if (mine === turn) options.value = customers.map(optionOf);
    } catch (cause) {
      console.info('customers to choose from are not known', cause);
    } finally {
      loading.value = false;
    }
  }

  /** The address says who is chosen, not what he is called. */
  async function nameChosen(customerId: string): Promise<void> {
    if (!customerId) return;
    if (options.value.some((one) => one.customerId === customerId)) return;
    try {
      const { customer } = await call('customer.get', { customerId });
      options.value = [optionOf(customer)];
    } catch (cause) {
      console.info('the chosen customer is not known', cause);
    }
  }

  watch(chosen, (id) => void nameChosen(id), { immediate: true });
  onScopeDispose(() => window.clearTimeout(timer));
  return { options, loading, search };
}

function optionOf({ customerId, nick, name, unit }: Named): Option {
  const called = name || nick || RECORDS_COPY.anonymous;
  return { customerId, label: [called, unit].filter(Boolean).join(' · ') };
}
