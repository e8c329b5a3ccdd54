/* oxlint-disable no-control-regex -- control characters are what this is about */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text on one line, with line ends and terminal controls written out: what a client sends cannot forge a line. */
export function printable(text: string): string {
  return text.replace(
    CONTROLS,
    (control) => SHORT[control] ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
