import { ref, shallowRef } from 'vue';
import type {
  Template,
  TemplateWords,
} from '../../../../../domain/template/schema';
import type { Call } from '../../../cloud/client';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../../cloud/request-failed';

/** The subscribe templates, and what is done with them. */
export function useTemplates(call: Call) {
  const templates = shallowRef<readonly Template[]>([]);
  const loaded = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);

  async function load(): Promise<void> {
    try {
      templates.value = (await call('template.list', {})).templates;
      loaded.value = true;
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
  }

  /** Rejects with RequestFailed. */
  async function save(words: TemplateWords): Promise<void> {
    const { template } = await call('template.save', words);
    const others = templates.value.filter(({ _id }) => _id !== template._id);
    templates.value = [template, ...others];
  }

  async function remove(templateId: string): Promise<void> {
    await call('template.remove', { templateId });
    templates.value = templates.value.filter(({ _id }) => _id !== templateId);
  }

  void load();
  return { templates, loaded, failure, load, save, remove };
}
