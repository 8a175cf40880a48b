import { COPY, fill } from '../../contract/copy/phone';
import type { MyDataState } from '../../services/my-data';
import { momentWords } from '../../views/time-words';

export interface DataView {
  lead: string;
  consent: string;
  copying: MyDataState['copy']['state'];
  files: { words: string; url: string }[];
  erasing: MyDataState['erasure']['state'];
  certificate: { id: string; counts: string; at: string } | null;
  error: string;
}

/** Everything the page draws, from what is known of his data. */
export function dataView(state: MyDataState, now: number): DataView {
  const { kept, copy, erasure, error } = state;
  return {
    lead: kept ? fill(COPY.dataLead, { days: kept.retentionDays }) : '',
    consent: kept ? consentWords(kept.consent, now) : '',
    copying: copy.state,
    files: copy.urls.map((url, i) => ({
      words: fill(COPY.exportFile, { n: i + 1 }),
      url,
    })),
    erasing: erasure.state,
    certificate: erasure.certificate && certificateOf(erasure.certificate, now),
    error,
  };
}

type Consent = NonNullable<MyDataState['kept']>['consent'];

function consentWords(consent: Consent, now: number): string {
  if (!consent) return COPY.dataNoConsent;
  const { version, at } = consent;
  return fill(COPY.dataConsent, { time: momentWords(at, now), version });
}

function certificateOf(
  certificate: NonNullable<MyDataState['erasure']['certificate']>,
  now: number
): DataView['certificate'] {
  const { erasureId, counts, doneAt } = certificate;
  return {
    id: erasureId,
    counts: fill(COPY.erasedCounts, counts),
    at: momentWords(doneAt ?? now, now),
  };
}
