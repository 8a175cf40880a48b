import { describe, expect, it } from 'vitest';
import { isPublic, publicLookup } from './public-address';

describe('[A-N20] where a webhook may lead', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'ff02::1',
    'localhost',
    '',
  ])('not to %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['119.29.29.29', '172.32.0.1', '2400:3200::1'])(
    'to %s',
    (address) => {
      expect(isPublic(address)).toBe(true);
    }
  );

  it('not to a name that stands for this machine', async () => {
    const refused = await new Promise((resolve) => {
      publicLookup('localhost', { all: true }, (error) => resolve(error));
    });
    expect(refused).toMatchObject({ message: 'not a public address' });
  });
});
