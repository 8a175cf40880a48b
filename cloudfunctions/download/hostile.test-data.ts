/** What customers type who want something of whoever opens the file. */
export const HOSTILE = [
  '=HYPERLINK("http://evil.example","点我")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1,2)',
  '<script>alert(1)</script>',
  ']]><c t="str"><f>1+1</f></c>',
  '"引号" & <b>',
  '\u202Etxt.exe',
  '空\u0000字\u0007符\uD800',
];
