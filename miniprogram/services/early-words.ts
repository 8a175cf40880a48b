import { refuseTooLong } from './deeds';

interface Said {
  text: string;
  replyTo?: string | undefined;
}

/** What is said before it is known who speaks: it waits until that is. */
export function createEarlyWords() {
  let said: Said[] = [];
  return {
    /** Throws CallError when it is too long. */
    keep(text: string, replyTo?: string): void {
      refuseTooLong(text);
      said.push({ text, replyTo });
    },
    /** In the order in which it was said; true: there was something. */
    leave(send: (one: Said) => void): boolean {
      const leaving = said;
      said = [];
      leaving.forEach(send);
      return leaving.length > 0;
    },
  };
}
