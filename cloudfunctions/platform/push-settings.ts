/** What of a push goes into which field of the template. */
export type PushPart = 'sender' | 'summary';

export interface PushSettings {
  /** '' where the deployment has no template: then nothing is pushed. */
  templateId: string;
  fields: Partial<Record<PushPart, string>>;
  /** developer, trial or formal. */
  state: string;
}

/** `KF_PUSH_FIELDS` is `part=field,…`: JSON would not survive templating. */
const DEFAULT_FIELDS = 'sender=thing1,summary=thing2';

export function pushSettings(
  env: Record<string, string | undefined> = process.env
): PushSettings {
  return {
    templateId: env['KF_PUSH_TEMPLATE_ID'] ?? '',
    fields: fieldsOf(env['KF_PUSH_FIELDS'] || DEFAULT_FIELDS),
    state: env['KF_MINIPROGRAM_STATE'] || 'formal',
  };
}

function fieldsOf(text: string): PushSettings['fields'] {
  const fields: PushSettings['fields'] = {};
  for (const pair of text.split(',')) {
    const [part, field] = pair.split('=').map((half) => half.trim());
    if ((part === 'sender' || part === 'summary') && field) {
      fields[part] = field;
    }
  }
  return fields;
}
