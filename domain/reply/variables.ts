/** What a sentence may stand open for; the word in braces is the key. */
export const VARIABLES = ['客服', '客户', '位置', '时间'] as const;
export type Variable = (typeof VARIABLES)[number];
export type Values = Partial<Record<Variable, string>>;

const PLACE = /\{([^{}]{1,12})\}/gu;

/**
 * Puts the values in: `您好，{客服}为您服务` → `您好，小云为您服务`. A variable
 * that is unknown, or whose value is not known here, stays as it was written,
 * so that nobody reads a sentence with a hole. Values are taken as they are:
 * a brace in a name opens nothing.
 */
export function fillVariables(text: string, values: Values): string {
  return text.replace(PLACE, (whole: string, name: string) => {
    const key = VARIABLES.find((variable) => variable === name.trim());
    return (key && values[key]) || whole;
  });
}
