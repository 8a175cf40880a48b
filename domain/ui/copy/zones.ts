const WORDS: Readonly<Record<string, string>> = {
  'Asia/Shanghai': '北京时间',
  'Asia/Urumqi': '新疆时间',
  'Asia/Hong_Kong': '香港时间',
};

/** What people call a time zone; its own name where they do not. */
export const zoneWords = (zone: string): string => WORDS[zone] ?? zone;
