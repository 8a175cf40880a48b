import { describe, expect, it } from 'vitest';
import { extensionOf, FileId, fileNameIn, pathsOf } from './names';
import { newFile } from './new-file';
import { typeOf } from './type';
import { belongsTo, isNamedRight, mostBytes, verdictOf } from './verdict';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const NAME = '0123456789abcdef0123456789abcdef';

describe('[F003b] what a file is, by its first bytes', () => {
  it.each([
    ['jpg', '\xff\xd8\xff\xe0'],
    ['png', '\x89PNG\r\n\x1a\n'],
    ['gif', 'GIF89a'],
    ['webp', 'RIFF\x01\x02\x03\x04WEBPVP8 '],
    ['wav', 'RIFF\x01\x02\x03\x04WAVEfmt '],
    ['amr', '#!AMR\n'],
    ['mp3', 'ID3\x03'],
    ['mp3', '\xff\xfb\x90\x00'],
    ['aac', '\xff\xf1\x50\x80'],
    ['iso-media', '\x00\x00\x00\x20ftypM4A '],
    ['pdf', '%PDF-1.7'],
    ['old-office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['zip', 'PK\x03\x04\x14\x00'],
    ['text', '姓名,电话\r\n'],
  ])('%s', (type, head) => expect(typeOf(bytes(head))).toBe(type));

  it.each([
    ['a program of Windows', 'MZ\x90\x00'],
    ['a program that looks like text', 'MZ this program'],
    ['a program of Linux', '\x7fELF\x02'],
    ['a script', '#!/bin/sh'],
    ['a page', ' \n<!doctype html>'],
    ['a page behind a mark', '\xef\xbb\xbf<html>'],
    ['a drawing', '<svg>'],
    ['a program of Java', '\xca\xfe\xba\xbe\x00\x00\x00\x34'],
    ['nothing', ''],
    ['anything else', '\x00\x01\x02'],
  ])('%s is nothing that is allowed', (_, head) =>
    expect(typeOf(bytes(head))).toBeNull()
  );
});

describe('[A-N04] its verdict', () => {
  const image = { kind: 'image', extension: 'jpg' } as const;
  const most = mostBytes(10);
  it.each([
    ['kept', { size: most, type: 'jpg' }],
    ['file-too-large', { size: most + 1, type: 'jpg' }],
    ['file-type', { size: 5, type: 'png' }],
    ['file-type', { size: 5, type: null }],
    ['file-missing', { size: 0, type: null }],
    ['file-missing', null],
  ] as const)('%s: %o', (verdict, found) => {
    expect(verdictOf(image, found, most)).toBe(verdict);
  });

  it('a picture is no voice, and a program nothing at all', () => {
    const found = { size: 5, type: 'jpg' } as const;
    const voice = { kind: 'voice', extension: 'jpg' } as const;
    expect(verdictOf(voice, found, most)).toBe('file-type');
    const odd = { kind: 'file', extension: 'toString' } as const;
    expect(verdictOf(odd, found, most)).toBe('file-type');
  });
});

describe('[F003c] whose it is', () => {
  const { upload, kept } = pathsOf(NAME, 'jpg');
  const file = newFile(
    {
      _id: NAME,
      owner: 'me',
      kind: 'image',
      extension: 'jpg',
      uploadId: `cloud://e.b/${upload}`,
      fileId: `cloud://e.b/${kept}`,
    },
    1
  );
  const said = {
    from: 'me',
    conversationId: 'c1',
    kind: 'image',
    fileId: file.uploadId,
  };
  const sent = { ...file, conversationId: 'c1' };

  it('his own, of its kind, by either of its names', () => {
    expect(belongsTo(file, said)).toBe(true);
    expect(belongsTo(sent, { ...said, fileId: file.fileId })).toBe(true);
    expect(belongsTo(sent, { ...said, conversationId: '-' })).toBe(true);
  });
  it.each([
    { from: 'you' },
    { kind: 'voice' },
    { conversationId: 'c2' },
    { fileId: 'cloud://other.b/up/x.jpg' },
  ])('not with %o', (more) => {
    expect(belongsTo(sent, { ...said, ...more })).toBe(false);
  });
  it('under a name that says what it is', () => {
    expect(isNamedRight(file, '图.JPG')).toBe(true);
    expect(isNamedRight(file, undefined)).toBe(true);
    expect(isNamedRight(file, '图.jpg.exe')).toBe(false);
  });
});

describe('names', () => {
  it('lead to the row from both places, and from nowhere else', () => {
    for (const path of Object.values(pathsOf(NAME, 'pdf'))) {
      const id = `cloud://env.bucket-1/${path}`;
      expect(FileId.safeParse(id).success).toBe(true);
      expect(fileNameIn(id)).toBe(NAME);
    }
    for (const path of [
      `codes/${NAME}.png`,
      `up/x/${NAME}.png`,
      `up/${NAME}`,
    ]) {
      expect(fileNameIn(`cloud://env.bucket-1/${path}`)).toBeNull();
    }
    expect(FileId.safeParse('cloud://a/b c').success).toBe(false);
  });
  it('an extension follows the last dot', () => {
    expect(extensionOf('a.tar.GZ')).toBe('gz');
    expect(extensionOf('gz')).toBe('');
  });
});
