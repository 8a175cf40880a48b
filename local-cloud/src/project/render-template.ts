type Values = { [key: string]: string | undefined | Values };

/**
 * Fills `{{a.b}}` as the vendor's command line does before it reads the file
 * as JSON. A value is escaped for the JSON text it stands in; an unknown one
 * is empty.
 */
export function renderTemplate(text: string, values: Values): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_whole, path: string) => {
    const value = path
      .split('.')
      .reduce<Values[string]>(
        (at, key) => (typeof at === 'object' ? at[key] : undefined),
        values
      );
    return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : '';
  });
}
