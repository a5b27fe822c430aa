import { expect, test } from '@jest/globals';
import { KeysError } from '../../../src/files/errors.ts';
import { checkFiles } from '../../../src/files/local/local-file.ts';

const file = { path: '/f', key: 'k', size: 1, mtimeMs: 1, ino: 1 };

test('files with distinct keys of up to 1,024 bytes are accepted', () => {
  const longest = { ...file, key: `${'é'.repeat(510)}x` };

  expect(() => checkFiles([file, longest], 'ab/')).not.toThrow();
  expect(() => checkFiles([longest], 'abc/')).toThrow(/has a key of 1025 bytes, but the maximum is 1024/);
});

test('duplicate keys and files above 5 TiB are reported together', () => {
  const other = { ...file, path: '/g', size: 5 * 1024 ** 4 + 1 };

  expect(() => checkFiles([file, other], '')).toThrow(KeysError);
  expect(() => checkFiles([file, other], '')).toThrow(
    '"k" is the key of both /f and /g; "k" is a file of 5497558138881 bytes, but the maximum is 5 TiB',
  );
});
