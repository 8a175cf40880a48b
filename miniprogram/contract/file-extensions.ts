// Copied by scripts/contract-sync.ts; edit it in domain/.
/** What may be sent, by how its name ends; the server looks inside as well. */
export const FILE_EXTENSIONS = {
  image: ['jpg', 'jpeg', 'png', 'gif', 'webp'],
  voice: ['mp3', 'aac', 'm4a', 'wav', 'amr'],
  file: [
    'pdf',
    'doc',
    'docx',
    'xls',
    'xlsx',
    'ppt',
    'pptx',
    'txt',
    'csv',
    'jpg',
    'jpeg',
    'png',
    'gif',
    'webp',
    'mp4',
  ],
} as const;
