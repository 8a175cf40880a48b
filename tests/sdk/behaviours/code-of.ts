import type { Doc } from './client';

/**
 * The code of a refusal, however the SDK tells it: thrown, thrown as JSON
 * inside a message, or answered as `code` or `errCode`. `silent` when an
 * answer has neither code nor content.
 */
export async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    const answer = (await work()) as Doc | undefined;
    return String(answer?.['code'] ?? 'silent');
  } catch (error) {
    return codeOfError(error as Doc);
  }
}

function codeOfError(error: Doc): string {
  const message = String(error['message'] ?? error['errMsg'] ?? '');
  const inside = /\[([A-Z_]{6,})\]/.exec(message)?.[1];
  return inside ?? String(error['errCode'] ?? error['code'] ?? message);
}
