import type { Settings } from '../settings/schema';

/** As many as stand on the first screen. */
const SHOWN = 4;

type Rules = Pick<Settings, 'autoReplies'>;

/** What a customer can ask with one tap, and what he can say later. */
export function askable({ autoReplies }: Rules): {
  questions: string[];
  shortcuts: string[];
} {
  const { questions, shortcuts } = autoReplies;
  const shown = questions.slice(0, SHOWN).map(({ question }) => question);
  return { questions: shown, shortcuts: [...shortcuts] };
}

/** The answer that was written for this question; null: there is none. */
export function answerTo({ autoReplies }: Rules, text: string): string | null {
  const asked = bare(text);
  const known = autoReplies.questions.find(
    ({ question }) => bare(question) === asked
  );
  return known?.answer || null;
}

/** However it was spaced, and whatever it ends with. */
function bare(text: string): string {
  return text.replace(/\s+/gu, '').replace(/[?？。.！!]+$/u, '');
}
